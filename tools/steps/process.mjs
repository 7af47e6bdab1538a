// Runs one step's commands, their words into build/logs/<step>.log, and judges the outcome.
import { spawn } from "node:child_process";
import { mkdirSync, openSync, closeSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { NONE, readCounts } from "./counts.mjs";

/** What a command may take that says nothing of it; a cold build takes half of it on two cores. */
const LONGEST_MINUTES = 30;

/**
 * @typedef {object} Outcome
 * @property {import("./list.mjs").Step} step
 * @property {"done" | "failed" | "not run"} state
 * @property {import("./counts.mjs").Counts} counts
 * @property {number} seconds
 * @property {string} [why] one line, for the table
 */

/**
 * @param {import("./list.mjs").Step} step
 * @param {string} root
 * @returns {Promise<Outcome>}
 */
export async function runStep(step, root) {
  const began = Date.now();
  for (const kind of ["logs", "reports"]) mkdirSync(path.join(root, "build", kind), { recursive: true });
  const log = openSync(logFile(step.id, root), "w");
  // A report of yesterday must not be counted today. (A closing line stands in the log, which is new anyway.)
  if (step.counts && step.counts.form !== "line") rmSync(step.counts.file, { force: true });
  const wrong = await runCommands(step, root, log);
  closeSync(log);
  return { ...judge(step, wrong), seconds: (Date.now() - began) / 1000 };
}

/** Where a step's words go. */
export function logFile(id, root) {
  return path.join(root, "build", "logs", `${id}.log`);
}

/** Where a step may leave what it found. */
export function reportFile(id, ending, root) {
  return path.join(root, "build", "reports", `${id}.${ending}`);
}

/** @returns {Promise<string | undefined>} what went wrong */
async function runCommands(step, root, log) {
  for (const command of step.commands) {
    writeSync(log, `$ ${command.join(" ")}\n`);
    const wrong = await runCommand(command, step.minutes ?? LONGEST_MINUTES, { ...process.env, ...step.env }, root, log);
    if (wrong) return wrong;
  }
  return undefined;
}

/** The process groups at work, by the process that leads each. */
const groups = new Set();
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    for (const leader of groups) endGroup(leader, signal);
    process.kill(process.pid, signal);
  });
}

/** The command has a group of its own, so that what it started ends with it, too, when its time is over. */
function runCommand([program, ...args], minutes, env, cwd, log) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", log, log], detached: true });
    groups.add(child.pid);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      endGroup(child.pid, "SIGKILL");
    }, minutes * 60_000);
    const end = (wrong) => {
      clearTimeout(timer);
      groups.delete(child.pid);
      resolve(isLate ? `${program} did not end within ${minutes} minutes` : wrong);
    };
    child.on("error", (error) => end(`${program} does not start: ${error.message}`));
    child.on("exit", (code, signal) => {
      if (code === 0) end(undefined);
      else end(signal ? `${program} was ended by ${signal}` : `${program} ended with code ${code}`);
    });
  });
}

function endGroup(leader, signal) {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error; // it has ended by itself
  }
}

/** A step that breaks without a failed test to its name counts as one failure; so does one that tested nothing. */
function judge(step, wrong) {
  let counts = NONE;
  if (step.counts) {
    try {
      counts = readCounts(step.counts);
    } catch (error) {
      wrong ??= `no test report: ${error.message}`;
    }
    if (!wrong && counts.passed + counts.failed === 0) wrong = "no test ran";
  }
  if (counts.failed > 0) wrong ??= `${counts.failed} tests failed`;
  if (wrong && counts.failed === 0) counts = { ...counts, failed: 1 };
  return { step, state: wrong ? "failed" : "done", counts, why: wrong };
}
