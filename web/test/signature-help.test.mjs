// Which call, and which of its arguments, a place in a formula is in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./source.mjs";

const { callAt } = await source("workbench/signature-help.ts");

/** The call at the bar in the text, as "name argument". */
function at(marked) {
  const place = marked.indexOf("|");
  const call = callAt(marked.replace("|", ""), place);
  return call && `${call.name} ${call.argument}`;
}

const CASES = [
  ["IF(|", "IF 0"],
  ["IF(a, |", "IF 1"],
  ["IF(AND(a, b), |c", "IF 1"],
  ["IF(AND(a, |b), c", "AND 1"],
  ["IF((a + b|", undefined],
  ["IF((a, b), |", "IF 1"],
  ['IF("a, (b", |', "IF 1"],
  ["IF(/* , ( */ a|", "IF 0"],
  ["IF(a, b)|", undefined],
  ["|IF(a)", undefined],
  ["LEN (|", "LEN 0"],
  ["a) + LEN(|", "LEN 0"],
];

for (const [marked, expected] of CASES) test(marked, () => assert.equal(at(marked), expected));
