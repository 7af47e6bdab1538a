// What a person sees: a line as each step ends, the end of the log where one failed, a table, and the
// closing line with the true counts.
import { existsSync, readFileSync } from "node:fs";
import { add, failuresOfJunit, NONE } from "./counts.mjs";

const TAIL_LINES = 40;
const MOST_FAILURES = 10;
const WORDS_OF_ONE = 15;  // lines

/**
 * @param {import("./process.mjs").Outcome} outcome
 * @returns {string}
 */
export function progressLine(outcome) {
  const { step, state, seconds } = outcome;
  return `  ${mark(state)} ${step.title.padEnd(42)} ${time(seconds)}  ${words(outcome)}`.trimEnd();
}

/**
 * What went wrong in a failed step: its failed tests where its report names them, else the end of its log.
 * @param {import("./process.mjs").Outcome} outcome
 * @param {string} log
 * @returns {string}
 */
export function whatFailed({ step, counts }, log) {
  const named = step.counts?.form === "junit" && existsSync(step.counts.file);
  const failures = named ? failuresOfJunit(readFileSync(step.counts.file, "utf8")) : [];
  const lines = failures.length > 0 ? failureLines(failures, counts.failed) : tail(log);
  return [...lines.map((line) => `      | ${line}`), `      The whole log: ${log}`].join("\n");
}

function failureLines(failures, count) {
  const lines = failures.slice(0, MOST_FAILURES)
    .flatMap(({ name, words }) => [`FAILED ${name}`, ...words.split("\n").slice(0, WORDS_OF_ONE).map((line) => `  ${line}`)]);
  return count > MOST_FAILURES ? [...lines, `and ${count - MOST_FAILURES} more`] : lines;
}

function tail(file) {
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-TAIL_LINES) : [];
}

/**
 * @param {import("./process.mjs").Outcome[]} outcomes
 * @returns {string}
 */
export function table(outcomes) {
  const head = `  ${"step".padEnd(14)} ${"state".padEnd(8)} ${"time".padStart(7)} ${"passed".padStart(7)} ${"failed".padStart(7)} ${"skipped".padStart(8)}`;
  const rows = outcomes.map(({ step, state, seconds, counts }) =>
    `  ${step.id.padEnd(14)} ${state.padEnd(8)} ${time(seconds)} ${cell(counts.passed, 7)} ${cell(counts.failed, 7)} ${cell(counts.skipped, 8)}`);
  return [head, ...rows].join("\n");
}

/**
 * @param {import("./process.mjs").Outcome[]} outcomes
 * @returns {string} "N passed, N failed", and how many were skipped if any were
 */
export function closingLine(outcomes) {
  const { passed, failed, skipped } = outcomes.map(({ counts }) => counts).reduce(add, NONE);
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function words({ state, counts, why }) {
  if (state !== "done") return why;
  if (counts.passed + counts.skipped === 0) return "";
  return `${counts.passed} passed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ""}`;
}

function mark(state) {
  return { done: "ok  ", failed: "FAIL", "not run": "--  " }[state];
}

function time(seconds) {
  return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`.padStart(7);
}

function cell(count, width) {
  return (count > 0 ? String(count) : "-").padStart(width);
}
