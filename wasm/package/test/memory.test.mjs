// The engine's memory never shrinks, so nothing may make it grow call by call.
import assert from "node:assert/strict";
import {test} from "node:test";
import {loadEngine} from "../dist/presave.js";
import {bundleDocument, stay} from "./fixture.mjs";

const {Memory, instantiate} = WebAssembly;

/** Loads an engine and gives a way to ask how many bytes of memory it has. */
async function loadMeasured(t) {
  let memory;
  t.mock.method(WebAssembly, "instantiate", async (bytes, imports) => {
    const instantiated = await instantiate(bytes, imports);
    memory = Object.values(instantiated.instance.exports).find((value) => value instanceof Memory);
    return instantiated;
  });
  const engine = await loadEngine();
  return {engine, bytes: () => memory.buffer.byteLength};
}

test("100,000 decisions in the same memory", async (t) => {
  const {engine, bytes} = await loadMeasured(t);
  const bundle = engine.loadBundle(bundleDocument);
  const requests = [stay(), stay({Departure__c: "2020-01-01"}), stay({Guest__c: "é".repeat(1000)})];
  for (const request of requests) bundle.validate(request);

  const before = bytes();
  for (let i = 0; i < 100_000; ++i) bundle.validate(requests[i % requests.length]);
  assert.equal(bytes(), before);
});

test("loading and disposing gives memory back", async (t) => {
  const {engine, bytes} = await loadMeasured(t);
  const reload = () => engine.loadBundle(bundleDocument).dispose();
  for (let i = 0; i < 10; ++i) reload();

  const before = bytes();
  for (let i = 0; i < 1000; ++i) reload();
  assert.equal(bytes(), before);
});

test("a large refused document does not stay", async (t) => {
  const {engine, bytes} = await loadMeasured(t);
  const refuse = () => assert.throws(() => engine.loadBundle(" ".repeat(8 << 20)), {code: "malformedJson"});
  for (let i = 0; i < 3; ++i) refuse();

  const before = bytes();
  for (let i = 0; i < 5; ++i) refuse();
  assert.equal(bytes(), before);
});

test("sessions that are disposed of give memory back", async (t) => {
  const {engine, bytes} = await loadMeasured(t);
  const bundle = engine.loadBundle(bundleDocument);
  const edit = () => {
    const session = bundle.session(stay());
    session.set("Departure__c", "2026-04-30");
    session.dispose();
  };
  for (let i = 0; i < 10; ++i) edit();

  const before = bytes();
  for (let i = 0; i < 10_000; ++i) edit();
  assert.equal(bytes(), before);
});

test("mappings that are disposed of give memory back", async (t) => {
  const {engine, bytes} = await loadMeasured(t);
  const bundle = engine.loadBundle(bundleDocument);
  const transform = () => {
    const mapping = bundle.mapping({object: "Stay__c", fields: {Guest__c: "Name"}});
    mapping.transform({Name: "Ada"});
    mapping.dispose();
  };
  for (let i = 0; i < 10; ++i) transform();

  const before = bytes();
  for (let i = 0; i < 10_000; ++i) transform();
  assert.equal(bytes(), before);
});

test("an engine that was disposed of is let go, and says so", async (t) => {
  const {engine} = await loadMeasured(t);
  const bundle = engine.loadBundle(bundleDocument);
  const session = bundle.session(stay());
  engine.dispose();
  engine.dispose();
  session.dispose();
  assert.throws(() => engine.loadBundle(bundleDocument), {code: "engineDisposed"});
  assert.throws(() => bundle.validate(stay()), {code: "engineDisposed"});
  bundle.dispose();
  assert.throws(() => bundle.validate(stay()), {code: "bundleDisposed"});
});
