// node bench/batch/run.mjs [--rows=200000] [--rounds=5]: rows a second through the mapping customers.yaml, alone and with the org's rules, for
// presave and what else does it. All in one run, in turn; the median of the rounds. Needs a release build (PRESAVE=… for another), the command
// line for pages (npm run build -w cli/package), build/example-bundle.json, npm for csv-parse and formulon, and Debian's miller.
import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { installPeers, kPackagesDir } from "../race/programs.mjs";

const HERE = import.meta.dirname;
const ROOT = path.resolve(HERE, "../..");
const { values: options } = parseArgs({ options: { rows: { type: "string", default: "200000" }, rounds: { type: "string", default: "5" } } });
const rows = Number(options.rows);
const PRESAVE = path.resolve(ROOT, process.env.PRESAVE ?? "build/release/cli/presave");
const BUNDLE = path.join(ROOT, "build/example-bundle.json");
const MAPPING = path.join(HERE, "customers.yaml");
const folder = mkdtempSync(path.join(tmpdir(), "presave-batch-"));
const customers = path.join(folder, "customers.csv");

const ONE_CORE = ["taskset", "-c", "0"];
const files = ["--accepted", path.join(folder, "ok.csv"), "--rejected", path.join(folder, "bad.csv")];
const presave = (word, more = []) => [PRESAVE, word, MAPPING, customers, "--bundle", BUNDLE, ...more];
const node = (script, ...more) => [process.execPath, path.join(HERE, script), customers, BUNDLE, ...more];
const SIDES = [
  ["`presave run`", presave("run", files)],
  ["`presave run`, one core", [...ONE_CORE, ...presave("run", files)]],
  ["the same in WebAssembly (Node), one core", [...ONE_CORE, ...node("wasm_side.mjs")], "said"],
  ["csv-parse, a mapping by hand, formulon", node("node_side.mjs", kPackagesDir)],
  ["`presave transform`", presave("transform")],
  ["`presave transform`, one core", [...ONE_CORE, ...presave("transform")]],
  ["Miller, the mapping in its language", ["mlr", "--icsv", "--ojsonl", "put", "-f", path.join(HERE, "customers.mlr"), customers]],
  ["csv-parse, the mapping by hand", node("node_side.mjs", kPackagesDir, "--no-rules")],
];

/** Seconds of one run. A side that tells them itself has more to do before and after than what is raced. */
function time([, [program, ...words], tells]) {
  const out = tells ? "pipe" : openSync("/dev/null", "w");
  const began = performance.now();
  const ran = spawnSync(program, words, { cwd: ROOT, stdio: ["ignore", out, "pipe"], maxBuffer: 1 << 28, encoding: "utf8" });
  const seconds = (performance.now() - began) / 1000;
  if (!tells) closeSync(out);
  if (ran.error) throw ran.error;
  if (ran.status > 1) throw new Error(`${program} ended with ${ran.status}: ${ran.stderr.slice(-300)}`);
  return tells ? JSON.parse(ran.stdout).seconds : seconds;
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

const without = installPeers();
if (without) throw new Error(without);
if (!existsSync(BUNDLE)) execFileSync(PRESAVE, ["compile", path.join(ROOT, "examples/org"), "-o", BUNDLE], { stdio: "ignore" });
try {
  execFileSync(process.execPath, [path.join(HERE, "make_customers.mjs"), String(rows)], { stdio: ["ignore", openSync(customers, "w"), "inherit"] });
  const times = SIDES.map(() => []);
  for (let round = 0; round < Number(options.rounds); ++round) SIDES.forEach((side, i) => times[i].push(time(side)));
  console.log(`${rows} rows\n\n| | rows a second |\n|---|---:|`);
  SIDES.forEach(([name], i) => console.log(`| ${name} | ${Math.round(rows / median(times[i]) / 1000)},000 |`));
} finally {
  rmSync(folder, { recursive: true });
}
