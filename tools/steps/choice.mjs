// Which of the steps a command line asks for.
import { parseArgs } from "node:util";

/** A mistake on the command line: shown as it is, without a stack. */
export class UsageError extends Error {}

const FLAGS = {
  demo: { type: "boolean", default: false },
  fast: { type: "boolean", default: false },
  stage: { type: "string", multiple: true, default: [] },
};

/**
 * @param {import("./list.mjs").Step[]} all
 * @param {string[]} argv
 * @returns {{steps: import("./list.mjs").Step[], demo: boolean}}
 */
export function chooseSteps(all, argv) {
  const flags = parseFlags(argv, all);
  if (flags.demo) return { steps: all.filter((step) => step.demo), demo: true };
  if (flags.stage.length > 0) return { steps: withNeeds(all, flags.stage), demo: false };
  return { steps: all.filter((step) => !(flags.fast && step.slow)), demo: false };
}

function parseFlags(argv, all) {
  const names = all.map(({ id }) => id).join(", ");
  const usage = `usage: ./check [--fast] [--stage NAME]...\n  --fast   leave out the sanitizers and the browser\n  --stage  only this one and what it needs: ${names}`;
  let flags;
  try {
    flags = parseArgs({ args: argv, options: FLAGS, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${error.message}\n${usage}`);
  }
  const unknown = flags.stage.find((id) => !all.some((step) => step.id === id));
  if (unknown) throw new UsageError(`--stage: there is no "${unknown}"\n${usage}`);
  return flags;
}

function withNeeds(all, ids) {
  const wanted = new Set();
  const want = (id) => {
    wanted.add(id);
    all.find((step) => step.id === id).needs.forEach(want);
  };
  ids.forEach(want);
  return all.filter((step) => wanted.has(step.id));
}
