// The conformance vectors through the package: node test/vectors.mjs [--skip LIST] [--javascript] FILE...
// Each becomes a bundle with the vector's fields and formula, and a request; what comes out is compared with what the vector
// expects. tests/vectors/README.md describes the files; the native runner asks the engine from inside, this one from where
// callers stand. --javascript runs the engine that does without WebAssembly.
import {readFileSync} from "node:fs";
import {zoneNamed} from "../dist/presave.js";
import {loadVectorEngine} from "./vectors/engine.mjs";
import {agrees} from "./vectors/compare.mjs";
import {caseOf} from "./vectors/case.mjs";

const NOW = "2025-06-15T15:06:40.000Z";
const FAILURES_SHOWN = 20;

const {files, skips, javascript} = readArguments(process.argv.slice(2));
const engine = await loadVectorEngine(javascript);
const counts = {passed: 0, failed: 0, skipped: 0};

for (const file of files) {
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line !== "") run(JSON.parse(line));
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;

function run(line) {
  const vector = caseOf(line);
  if (skips.some(({pattern}) => (pattern.endsWith("*") ? vector.id.startsWith(pattern.slice(0, -1)) : vector.id === pattern))) {
    ++counts.skipped;
    return;
  }
  const got = outcomeOf(vector);
  if (agrees(vector, got)) {
    ++counts.passed;
    return;
  }
  if (++counts.failed <= FAILURES_SHOWN) {
    console.log(`FAIL ${vector.id}\n     ${vector.formula}\n     gave ${JSON.stringify(got)}, expected ${JSON.stringify(vector.expect)}`);
  }
}

/** What the package says of a vector, in the form of its `expect`. */
function outcomeOf(vector) {
  const bundle = engine.loadBundle(vector.bundle);
  try {
    const [finding] = bundle.findings;
    if (finding) return {compileError: finding.message};
    const request = {...vector.request, context: {...vector.request.context, now: NOW, offsets: offsetsOf(vector.timeZone)}};
    return vector.read(bundle, request);
  } finally {
    bundle.dispose();
  }
}

// The zone's whole time: formulas make dates that the record does not show.
function offsetsOf(timeZone) {
  return timeZone === undefined ? [[null, 0]] : zoneNamed(timeZone).offsets(1970, 2099);
}

function readArguments(list) {
  const read = {files: [], skips: [], javascript: false};
  for (let i = 0; i < list.length; ++i) {
    if (list[i] === "--skip") read.skips.push(...readSkips(list[++i]));
    else if (list[i] === "--javascript") read.javascript = true;
    else read.files.push(list[i]);
  }
  if (read.files.length > 0) return read;
  console.error("usage: node test/vectors.mjs [--skip LIST] [--javascript] FILE...");
  process.exit(2);
}

function readSkips(file) {
  const lines = readFileSync(file, "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const gap = line.indexOf("  ");
    if (gap < 0) throw new Error(`${file}: a line is an id, two blanks and the reason: ${line}`);
    return {pattern: line.slice(0, gap)};
  });
}
