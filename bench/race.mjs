// The race: Presave native and in WebAssembly, formulon, sformula, and the same rules by hand, in one run.
//   node bench/race.mjs [FILE] [--rounds=N] [--seconds=S] [--no-build] [--write]
import {readFileSync, writeFileSync} from 'node:fs';
import {cpus, loadavg} from 'node:os';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

import {disagreements, refusal, summary} from './race/compare.mjs';
import {instructions} from './race/instructions.mjs';
import {build, installPeers, kSides, runSide} from './race/programs.mjs';
import {between, shortTable, tables} from './race/table.mjs';

const kOwnFormulas = fileURLToPath(new URL('formulas.json', import.meta.url));
const kDocument = new URL('../docs/performance.md', import.meta.url);
const kReadme = new URL('../README.md', import.meta.url);
const kPeers = ['formulon', 'sformula'];

function options() {
  const {values, positionals} = parseArgs({
    allowPositionals: true,
    options: {
      rounds: {type: 'string', default: '5'},
      seconds: {type: 'string', default: '0.2'},
      'no-build': {type: 'boolean', default: false},
      write: {type: 'boolean', default: false}, // the tables into docs/performance.md, a short one into README.md
    },
  });
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 1000) throw new Error('--rounds must be 1 to 1000');
  if (!(seconds >= 0.001 && seconds <= 60)) throw new Error('--seconds must be 0.001 to 60');
  if (positionals.length > 1) throw new Error('one file is enough');
  return {file: positionals[0] ?? kOwnFormulas, rounds, seconds, build: !values['no-build'], write: values.write};
}

// Every side runs once a round, so that a busy minute of the machine hits all of them.
function runAll(names, file, now, rounds, seconds) {
  const runs = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) runs[name].push(runSide(kSides[name], file, now, seconds));
    console.error(`round ${round + 1} of ${rounds}`);
  }
  return Object.fromEntries(names.map((name) => [name, summary(runs[name])]));
}

function machine(race, rounds, seconds, load) {
  const when = new Date().toISOString().slice(0, 10);
  return `${when}, ${cpus().length} × ${cpus()[0].model}, Node ${process.version}; ${race.records.length} records; median of ` +
    `${rounds} rounds of ${seconds} s; load of the machine before the run ${load.toFixed(1)}.`;
}

function main() {
  const {file, rounds, seconds, build: wanted, write} = options();
  const race = JSON.parse(readFileSync(file, 'utf8'));
  if (wanted) build();
  const missing = installPeers();
  if (missing) console.error(`formulon and sformula are not in the race: ${missing}`);
  const names = Object.keys(kSides).filter((name) => !missing || !kPeers.includes(name));

  const now = Date.now();
  const load = loadavg()[0];
  const sides = runAll(names, file, now, rounds, seconds);
  const counts = instructions(race, file, now);
  if (!counts) console.error('valgrind is missing: no instructions are counted');

  const text = `${machine(race, rounds, seconds, load)}\n\n${tables(sides, counts)}`;
  console.log(text);
  for (const name of names) {
    for (const line of sides[name]) if (refusal(line)) console.log(`${name} cannot: ${line.formula}: ${refusal(line)}`);
  }
  const found = disagreements(sides);
  for (const {text: sentence} of found) console.log(sentence);
  if (found.some(({mustAgree}) => mustAgree)) throw new Error('results disagree');
  if (!write) return;
  for (const [document, made] of [[kDocument, text], [kReadme, shortTable(sides)]]) {
    writeFileSync(document, between(readFileSync(document, 'utf8'), 'race', made));
  }
}

try {
  main();
} catch (error) {
  console.error(`race: ${error.message}`);
  process.exitCode = 1;
}
