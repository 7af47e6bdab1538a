// Which step may start when: after its needs, two at a time so that both cores work, and by itself where
// it asks for that. Knows nothing of processes; the caller hands in how a step is run.
import { NONE } from "./counts.mjs";

const LANES = 2;

/**
 * @param {import("./list.mjs").Step[]} steps in the order of preference
 * @param {(step: import("./list.mjs").Step) => Promise<import("./process.mjs").Outcome>} run
 * @param {(outcome: import("./process.mjs").Outcome) => void} [told] once for each step as it ends
 * @returns {Promise<import("./process.mjs").Outcome[]>} one for each step, in the order of the list
 */
export async function runAll(steps, run, told = () => {}) {
  const outcomes = new Map();
  const running = new Map();
  const waiting = () => steps.filter((step) => !outcomes.has(step.id) && !running.has(step.id));
  const conclude = (outcome) => {
    outcomes.set(outcome.step.id, outcome);
    running.delete(outcome.step.id);
    told(outcome);
  };

  while (outcomes.size < steps.length) {
    for (const step of waiting()) {
      const broken = step.needs.find((need) => outcomes.has(need) && outcomes.get(need).state !== "done");
      if (broken) conclude(notRun(step, `needs "${broken}"`));
    }
    for (let step; (step = nextStep(waiting(), outcomes, running)); ) {
      running.set(step.id, { step, ended: run(step).then((outcome) => ({ outcome })) });
    }
    if (running.size === 0) {
      // Either everything is concluded, or what is left waits for steps that are not in the list.
      for (const step of waiting()) conclude(notRun(step, `needs a step that is not in the list: ${step.needs}`));
      continue;
    }
    conclude((await Promise.race([...running.values()].map(({ ended }) => ended))).outcome);
  }
  return steps.map((step) => outcomes.get(step.id));
}

function nextStep(waiting, outcomes, running) {
  const others = [...running.values()].map(({ step }) => step);
  if (others.length >= LANES || others.some((step) => step.alone)) return undefined;
  const ready = waiting.filter((step) => step.needs.every((need) => outcomes.has(need)));
  return ready.find((step) => !step.alone) ?? (others.length === 0 ? ready[0] : undefined);
}

function notRun(step, why) {
  return { step, state: "not run", counts: { ...NONE, failed: 1 }, seconds: 0, why };
}
