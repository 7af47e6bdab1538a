// Reads what test runners leave behind: how many passed, failed, were skipped, and which failed with what words.
import { readFileSync } from "node:fs";

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

/** @type {Counts} */
export const NONE = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

const READERS = { junit: countJunit, jest: countJest, line: countLine };

/**
 * @param {{form: "junit" | "jest" | "line", file: string}} source
 * @returns {Counts}
 */
export function readCounts(source) {
  return READERS[source.form](readFileSync(source.file, "utf8"));
}

/**
 * Counts the test cases of a JUnit document themselves: the totals on the suites are not there in every
 * runner's documents (node's have none), and nested suites would count twice.
 * @param {string} xml
 * @returns {Counts}
 */
export function countJunit(xml) {
  const counts = { ...NONE };
  for (const { attributes, inside } of testCases(xml)) {
    if (hasFailed(inside)) counts.failed += 1;
    else if (/<skipped\b/.test(inside) || /\bstatus="(notrun|disabled)"/.test(attributes)) counts.skipped += 1;
    else counts.passed += 1;
  }
  return counts;
}

/**
 * @param {string} xml
 * @returns {{name: string, words: string}[]} the failed test cases of a JUnit document
 */
export function failuresOfJunit(xml) {
  return testCases(xml).filter(({ inside }) => hasFailed(inside)).map(({ attributes, inside }) => ({
    name: plain(/\bname="([^"]*)"/.exec(attributes)?.[1] ?? ""),
    words: plain(inside.replace(/<properties>[\s\S]*<\/properties>/, "").replace(/<[^>]*>/g, "")),
  }));
}

const TEST_CASE = /<testcase\b((?:"[^"]*"|'[^']*'|[^"'>])*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g;

function testCases(xml) {
  return [...xml.matchAll(TEST_CASE)].map(([, attributes, inside = ""]) => ({ attributes, inside }));
}

function hasFailed(inside) {
  return /<(failure|error)\b/.test(inside);
}

function plain(text) {
  const entities = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => entities[name]).trim();
}

/**
 * @param {string} json what jest --json writes
 * @returns {Counts}
 */
export function countJest(json) {
  const result = JSON.parse(json);
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/**
 * @param {string} text what a runner of our own printed, with "N passed, N failed, N skipped" as its last word
 * @returns {Counts}
 */
export function countLine(text) {
  const found = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(text.trimEnd().split("\n").at(-1));
  if (!found) throw new Error('the last line is not "N passed, N failed"');
  return { passed: Number(found[1]), failed: Number(found[2]), skipped: Number(found[3] ?? 0) };
}
