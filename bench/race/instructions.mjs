// Instructions of one evaluation, counted by valgrind: the same on a busy machine and an idle one.
import {spawnSync} from 'node:child_process';

import {kNativeProgram} from './programs.mjs';

const kPasses = 20; // the first one, which allocates, is lost among them

function countIn(functionName, file, now, index, records) {
  const run = spawnSync(
    'valgrind',
    [
      '--tool=callgrind',
      '--callgrind-out-file=/dev/null',
      `--toggle-collect=*${functionName}*`,
      kNativeProgram,
      file,
      `--now=${now}`,
      `--only=${index}`,
      `--count=${kPasses}`,
    ],
    {encoding: 'utf8'},
  );
  const collected = /Collected : (\d+)/.exec(run.stderr ?? '');
  const count = collected ? Number(collected[1]) / (kPasses * records) : 0;
  return count > 0 ? count : null; // a formula without a twin never enters its function
}

/** {engine, byHand} for each formula; null where valgrind is missing. */
export function instructions(race, file, now) {
  if (spawnSync('valgrind', ['--version']).status !== 0) return null;
  return race.formulas.map((_, index) => ({
    engine: countIn('EngineSide::evaluate_all', file, now, index, race.records.length),
    byHand: countIn('HandSide::evaluate_all', file, now, index, race.records.length),
  }));
}
