// Bytes of UTF-8 to UTF-16 units, as places of parts and mistakes need it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./source.mjs";

const { placesIn } = await source("workbench/spans.ts");

test("each letter's byte is its place, of however many bytes and units it is", () => {
  const text = 'A = "é日😀" x';
  const place = placesIn(text);
  const bytes = (part) => new TextEncoder().encode(text.slice(0, text.indexOf(part))).length;
  for (const part of ["A", "=", "é", "日", "😀", '" x', "x"]) assert.equal(place(bytes(part)), text.indexOf(part), part);
});

test("the end, and whatever is past it, is the end", () => {
  const place = placesIn("日");
  assert.equal(place(3), 1);
  assert.equal(place(99), 1);
});
