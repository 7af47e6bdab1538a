// Runs the steps of ./check, or those that ./run needs (--demo), and tells how it went.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { listSteps } from "./list.mjs";
import { chooseSteps, UsageError } from "./choice.mjs";
import { logFile, runStep } from "./process.mjs";
import { closingLine, progressLine, table, whatFailed } from "./report.mjs";
import { runAll } from "./scheduler.mjs";

const root = path.resolve(fileURLToPath(import.meta.url), "../../..");

try {
  const { steps, demo } = chooseSteps(listSteps(root, process.env), process.argv.slice(2));
  const outcomes = await runAll(steps, (step) => runStep(step, root), tell);
  if (!demo) console.log(`\n${table(outcomes)}\n\n${closingLine(outcomes)}`);
  process.exitCode = outcomes.every(({ state }) => state === "done") ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function tell(outcome) {
  console.log(progressLine(outcome));
  if (outcome.state === "failed") console.log(whatFailed(outcome, logFile(outcome.step.id, root)));
}
