// What the editor offers as functions is the whole list, those of several signatures too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { source } from "./source.mjs";

const { functionRows } = await source("workbench/function-rows.ts");
const list = JSON.parse(readFileSync(new URL("../../docs/functions.json", import.meta.url), "utf8"));

test("every function of the list is offered once, and no operator", () => {
  const offered = functionRows(list).map(({ name }) => name);
  assert.deepEqual(offered, list.filter(({ operator }) => !operator).map(({ name }) => name));
  assert.equal(new Set(offered).size, offered.length);
});

test("of several signatures the one that takes most is shown", () => {
  const shown = Object.fromEntries(functionRows(list).map(({ name, signature }) => [name, signature]));
  assert.equal(shown.FIND, "FIND(Text?, Text?, Number?) → Number");
  assert.equal(shown.DATEVALUE, "DATEVALUE(Text) → Date");
  assert.equal(shown.ABS, "ABS(Number) → Number");
});
