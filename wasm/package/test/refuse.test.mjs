// Hostile and mistaken input: a PresaveError that names code and place, and an engine that goes on working.
import assert from "node:assert/strict";
import {test} from "node:test";
import {PresaveError, loadEngine} from "../dist/presave.js";
import {bundleDocument, loadFixture, stay} from "./fixture.mjs";

function refusal(act) {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof PresaveError, `${error}`);
    assert.notEqual(error.message, "");
    return error;
  }
  return assert.fail("nothing was refused");
}

test("malformed bundles", async () => {
  const engine = await loadEngine();
  const cases = [
    ["", "malformedJson"],
    ["{", "malformedJson"],
    ["null", "wrongShape"],
    ["[]", "wrongShape"],
    ["{}", "wrongShape"],
    [{presaveBundle: 999, objects: {}}, "unsupportedVersion"],
    [{presaveBundle: 1, objects: {A__c: {fields: 7}}}, "wrongShape"],
    ["[".repeat(100_000), "tooLarge"],
    [new Uint8Array([0x22, 0xff, 0xfe, 0x22]), "malformedJson"],
  ];
  for (const [document, code] of cases) {
    const error = refusal(() => engine.loadBundle(document));
    assert.equal(error.code, code, `${JSON.stringify(document).slice(0, 60)}: ${error.message}`);
  }
  assert.deepEqual(engine.loadBundle(bundleDocument).objects(), ["Stay__c"]);
});

test("a fault says where in the document", async () => {
  const engine = await loadEngine();
  const error = refusal(() => engine.loadBundle({presaveBundle: 1, objects: {A__c: {fields: 7}}}));
  assert.match(error.where, /A__c/);
});

test("what no JSON can hold", async () => {
  const engine = await loadEngine();
  const round = {};
  round.self = round;
  assert.equal(refusal(() => engine.loadBundle(round)).code, "malformedJson");
  assert.equal(refusal(() => engine.loadBundle(undefined)).code, "malformedJson");
  const bundle = engine.loadBundle(bundleDocument);
  assert.equal(refusal(() => bundle.validate(stay({Guest__c: 1n}))).code, "malformedJson");
});

test("malformed requests", async () => {
  const bundle = await loadFixture();
  const cases = [
    [undefined, "wrongShape"],
    [null, "wrongShape"],
    [{}, "wrongShape"],
    [{...stay(), object: "Nowhere__c"}, "unknownObject"],
    [{...stay(), operation: "erase"}, "wrongShape"],
    [stay({Gest__c: "Ada"}), "unknownField"],
    [{...stay(), record: []}, "wrongShape"],
    [stay({}, {now: "yesterday"}), "wrongShape"],
    [stay({Guest__c: "x".repeat(2 << 20)}), "tooLarge"],
  ];
  for (const [request, code] of cases) {
    const error = refusal(() => bundle.validate(request));
    assert.equal(error.code, code, `${JSON.stringify(request)?.slice(0, 80)}: ${error.message}`);
  }
  assert.equal(bundle.validate(stay()).verdict, "pass");
});

test("an object the bundle does not have", async () => {
  const bundle = await loadFixture();
  assert.equal(refusal(() => bundle.describe("Nowhere__c")).code, "unknownObject");
});

test("more than any document may have", async () => {
  const engine = await loadEngine();
  assert.equal(refusal(() => engine.loadBundle(new Uint8Array((64 << 20) + 1))).code, "tooLarge");
});

test("a bundle that was disposed of", async () => {
  const engine = await loadEngine();
  const [first, second] = [engine.loadBundle(bundleDocument), engine.loadBundle(bundleDocument)];
  first.dispose();
  first.dispose();
  for (const act of [() => first.objects(), () => first.describe("Stay__c"), () => first.validate(stay())]) {
    assert.equal(refusal(act).code, "bundleDisposed");
  }
  assert.equal(second.validate(stay()).verdict, "pass");
});

test("an engine that is not there or is none", async () => {
  await assert.rejects(loadEngine({wasm: new Uint8Array(10)}), {name: "PresaveError", code: "engineUnusable"});
  const nowhere = new URL("./nowhere.wasm", import.meta.url);
  await assert.rejects(loadEngine({wasm: nowhere}), {name: "PresaveError", code: "engineNotFound", where: nowhere.href});
});

test("a page without WebAssembly", async (t) => {
  const original = globalThis.WebAssembly;
  t.after(() => (globalThis.WebAssembly = original));
  globalThis.WebAssembly = undefined;
  await assert.rejects(loadEngine(), {name: "PresaveError", code: "webAssemblyMissing"});
});

test("formulas as deep as they may be, and deeper, leave the engine standing", async () => {
  const engine = await loadEngine();
  const nested = (open, inner, close, depth) => open.repeat(depth) + inner + close.repeat(depth);
  const formulas = [
    nested("(", "TRUE", ")", 990),
    nested("(", "TRUE", ")", 1900),
    nested("NOT(", "TRUE", ")", 770),
    nested("IF(TRUE,", "TRUE", ",TRUE)", 270),
    `${nested("-", "1", "", 3800)} > 0`,
    `${nested("1^", "1", "", 1900)} > 0`,
    `${nested("1+", "1", "", 1900)} > 0`,
    nested("ABS(", "1", ")", 770),
    `REGEX(Guest__c, "${nested("(", "a", ")*", 1200)}")`,
  ];
  for (const formula of formulas) {
    const document = structuredClone(bundleDocument);
    document.objects.Stay__c.rules = [{name: "DEEP", active: true, formula, message: "deep"}];
    const bundle = engine.loadBundle(document);
    bundle.validate(stay());
    bundle.dispose();
  }
  assert.equal(engine.loadBundle(bundleDocument).validate(stay()).verdict, "pass");
});
