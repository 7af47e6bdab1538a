// Values under a formula's line: at their columns, and never on top of each other.
import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./source.mjs";

const { alignedRows } = await source("trace/aligned.ts");

const laidOut = (values) =>
  alignedRows(values.map(([column, text]) => ({ column, text, what: undefined }))).map((row) =>
    row.map(({ spaces, text }) => " ".repeat(spaces) + text).join(""),
  );

test("each value stands at its column", () => {
  assert.deepEqual(laidOut([[4, "b"], [0, "a"], [9, "c"]]), ["a   b    c"]);
});

test("a value that would touch the one before goes to the next row", () => {
  assert.deepEqual(laidOut([[0, "wide"], [4, "x"], [5, "y"]]), ["wide y", "    x"]);
  assert.deepEqual(laidOut([[2, "a"], [2, "b"]]), ["  a", "  b"]);
});
