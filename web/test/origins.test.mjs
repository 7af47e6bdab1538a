// Who may talk to the embed: origins as a frame-ancestors directive spells them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./source.mjs";

const { isAllowed } = await source("embed/origins.ts");

const ALLOWED = [
  ["https://a.example", "https://a.example"],
  ["https://a.example", "https://a.example:443"],
  ["http://localhost:8211", "http://localhost:8211"],
  ["https://b.a.example", "https://*.a.example"],
  ["https://c.b.a.example", "https://*.a.example"],
];

const REFUSED = [
  ["http://a.example", "https://a.example"],
  ["https://a.example:8443", "https://a.example"],
  ["https://a.example", "https://*.a.example"],
  ["https://evila.example", "https://*.a.example"],
  ["https://a.example.evil", "https://a.example"],
  ["http://b.a.example", "https://*.a.example"],
  ["https://b.a.example:8443", "https://*.a.example"],
  ["null", "null"],
  ["null", "https://*.null"],
  ["https://a.example", "*"],
  ["https://a.example", "https://*"],
  ["https://a.example", ""],
  ["file://", "file://"],
];

for (const [origin, listed] of ALLOWED) test(`${origin} by ${listed}`, () => assert.equal(isAllowed(origin, ["https://other.example", listed]), true));
for (const [origin, listed] of REFUSED) test(`not ${origin} by ${listed}`, () => assert.equal(isAllowed(origin, [listed]), false));

test("an empty list allows nobody", () => assert.equal(isAllowed("https://a.example", []), false));
