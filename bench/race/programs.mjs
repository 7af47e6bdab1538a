// The sides of the race as commands, and what must be built or installed before they run.
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kNativeDir = `${kRoot}build/bench`;
const kWasmDir = `${kRoot}build/bench-wasm`;
export const kPackagesDir = `${kRoot}build/bench/peers`;
const kPackages = ['formulon@6.25', 'sformula@5', 'csv-parse@6'];

export const kNativeProgram = `${kNativeDir}/bench/formula_bench`;
const kWasmProgram = `${kWasmDir}/bench/formula_bench.js`;
const kContestant = fileURLToPath(new URL('run_contestant.mjs', import.meta.url));

const kMostError = 300; // of a side's complaint, in characters

// Debian's Emscripten looks for its node modules here.
const kEnvironment = {...process.env, TZ: 'UTC', NODE_PATH: '/usr/share/nodejs'};

const show = (command, args) => execFileSync(command, args, {stdio: ['ignore', 'ignore', 'inherit'], cwd: kRoot, env: kEnvironment});

function buildOne(preset, directory) {
  show('cmake', ['--preset', preset, '-B', directory, '-DPRESAVE_BENCH=ON']);
  show('cmake', ['--build', directory, '--target', 'formula_bench', '-j', '1']);
}

/** Builds both programs. */
export function build() {
  buildOne('release', kNativeDir);
  buildOne('wasm', kWasmDir);
}

/** Installs the other engines; the reason when that is not possible. */
export function installPeers() {
  if (kPackages.every((name) => existsSync(`${kPackagesDir}/node_modules/${name.split('@')[0]}`))) return null;
  mkdirSync(kPackagesDir, {recursive: true});
  writeFileSync(`${kPackagesDir}/package.json`, '{"private": true}\n'); // or npm climbs to the project's own
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...kPackages], {cwd: kPackagesDir, encoding: 'utf8'});
  return npm.status === 0 ? null : npm.stderr?.trim().split('\n')[0] || 'npm is not there';
}

// V8 would run its quick, slow code until a background thread has made the good one: on a busy machine, for seconds.
const kOptimizedAtOnce = ['--no-liftoff', '--no-wasm-tier-up'];

const ofEngine = (command, before) => ({
  command,
  args: (file, now, seconds) => [...before, file, `--now=${now}`, `--seconds=${seconds}`, '--rounds=1', '--results'],
});
const ofContestant = (name) => ({
  command: process.execPath,
  args: (file, now, seconds) => [kContestant, name, file, kPackagesDir, String(now), String(seconds)],
});

/** The sides, by the name of their column. */
export const kSides = {
  native: ofEngine(kNativeProgram, []),
  wasm: ofEngine(process.execPath, [...kOptimizedAtOnce, kWasmProgram]),
  javascript: ofContestant('by_hand'),
  formulon: ofContestant('formulon'),
  sformula: ofContestant('sformula'),
};

/** Runs one side once: what it printed, a line a formula. */
export function runSide(side, file, now, seconds) {
  const done = spawnSync(side.command, side.args(file, now, seconds), {
    encoding: 'utf8',
    env: kEnvironment,
    maxBuffer: 1 << 28,
  });
  if (done.error) throw done.error;
  const lines = done.stdout.split('\n').filter(Boolean);
  if (lines.length === 0) throw new Error(`${side.command} printed nothing: ${done.stderr.trim().slice(-kMostError) || `exit ${done.status}`}`);
  return lines.map((line) => JSON.parse(line));
}
