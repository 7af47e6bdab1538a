// One JavaScript side of the race, in a process of its own, so that what V8 learnt from one side does not help or
// hinder another. Prints a JSON line a formula, like formula_bench.
//   node bench/race/run_contestant.mjs NAME FILE PACKAGES NOW_MS SECONDS
import {readFileSync} from 'node:fs';

const kCompilations = 20;

// Operations a second: a warm-up of the same length, then one round.
function perSecond(seconds, operations, pass) {
  const round = () => {
    const start = process.hrtime.bigint();
    let passes = 0;
    let elapsed;
    do {
      globalThis.lastResult = pass(); // so that V8 cannot leave the pass out
      passes += 1;
      elapsed = Number(process.hrtime.bigint() - start) / 1e9;
    } while (elapsed < seconds);
    return (passes * operations) / elapsed;
  };
  round();
  return round();
}

function lineOf(side, formula, seconds) {
  const line = {formula: formula.formula};
  try {
    const compiled = side.compile(formula);
    line.results = side.records.map((record) => side.spell(side.evaluate(compiled, record), formula.returnType));
    const pass = () => {
      let last;
      for (const record of side.records) last = side.evaluate(compiled, record);
      return last;
    };
    line.evaluations = perSecond(seconds, side.records.length, pass);
    line.compilations = perSecond(seconds, kCompilations, () => {
      let last;
      for (let i = 0; i < kCompilations; i += 1) last = side.compile(formula);
      return last;
    });
  } catch (error) {
    line.error = error.message; // a side that cannot do a formula says so, and runs the others
  }
  return line;
}

const [name, file, packages, nowMs, seconds] = process.argv.slice(2);
const race = JSON.parse(readFileSync(file, 'utf8'));
const {contestant} = await import(`./contestants/${name}.mjs`);
const side = contestant(race, packages, Number(nowMs));
for (const formula of race.formulas) console.log(JSON.stringify(lineOf(side, formula, Number(seconds))));
