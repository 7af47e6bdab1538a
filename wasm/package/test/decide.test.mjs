// The package over the real engine: documents in, outcomes out.
import assert from "node:assert/strict";
import {createRequire} from "node:module";
import {readFile} from "node:fs/promises";
import {test} from "node:test";
import vm from "node:vm";
import {loadEngine} from "../dist/presave.js";
import {bundleDocument, loadFixture, stay} from "./fixture.mjs";

const wasmBytes = () => readFile(new URL("../dist/presave.wasm", import.meta.url));

test("says what the bundle holds", async () => {
  const bundle = await loadFixture();
  assert.deepEqual(bundle.objects(), ["Stay__c"]);
  assert.deepEqual(bundle.findings, []);

  const description = bundle.describe("Stay__c");
  assert.equal(description.label, "Stay");
  const fields = Object.fromEntries(description.fields.map((field) => [field.name, field]));
  assert.equal(fields.Guest__c.required, true);
  assert.equal(fields.Nights__c.editable, false);
  assert.equal(fields.Departure__c.helpText, "The last morning");
  assert.deepEqual(fields.Board__c.values.map(({value}) => value), ["Half", "Full"]);
});

test("decides a record", async () => {
  const bundle = await loadFixture();
  assert.equal(bundle.validate(stay()).verdict, "pass");

  const outcome = bundle.validate(stay({Departure__c: "2026-04-30"}));
  assert.equal(outcome.verdict, "fail");
  assert.deepEqual(outcome.failures, [
    {
      kind: "validationRule",
      rule: "DATES_IN_ORDER",
      code: "FIELD_CUSTOM_VALIDATION_EXCEPTION",
      object: "Stay__c",
      field: "Departure__c",
      message: "Départ après l’arrivée 🛏️",
    },
  ]);
});

test("brings formula fields to those who ask", async () => {
  const bundle = await loadFixture();
  assert.equal(bundle.validate(stay()).formulaFields, undefined);
  assert.deepEqual(bundle.validate({...stay(), formulaFields: true}).formulaFields, {Nights__c: "3"});
  const blank = {...stay({Departure__c: null}), formulaFields: true};
  assert.deepEqual(bundle.validate(blank).formulaFields, {Nights__c: null});
});

test("names constraints beside rules", async () => {
  const bundle = await loadFixture();
  const outcome = bundle.validate(stay({Guest__c: "", Board__c: "None"}));
  assert.deepEqual(outcome.failures.map(({field, code}) => [field, code]).sort(), [
    ["Board__c", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"],
    ["Guest__c", "REQUIRED_FIELD_MISSING"],
  ]);
});

test("text of all planes crosses unharmed in both directions", async () => {
  const bundle = await loadFixture();
  const outcome = bundle.validate(stay({Guest__c: "Zoë 😀"}));
  assert.deepEqual(outcome.failures.map(({rule, field}) => [rule, field]), [["NOT_PARIS", undefined]]);
  assert.equal(bundle.validate(stay({Guest__c: "Zoë 😁"})).verdict, "pass");
});

test("fills in the clock and the zone where the request brings none", async () => {
  const bundle = await loadFixture({timeZone: "Pacific/Kiritimati"});
  const now = new Date();
  assert.equal(bundle.validate(stay({CheckIn__c: now.toISOString()})).verdict, "pass");
  const lastWeek = new Date(now.getTime() - 7 * 86_400_000).toISOString();
  assert.equal(bundle.validate(stay({CheckIn__c: lastWeek})).verdict, "fail");
});

test("the user's zone decides which day an instant is", async () => {
  const request = stay({CheckIn__c: "2026-06-01T22:30:00.000Z"}, {now: "2026-06-02T09:00:00.000Z"});
  assert.equal((await loadFixture({timeZone: "Europe/Berlin"})).validate(request).verdict, "pass");
  assert.equal((await loadFixture({timeZone: "UTC"})).validate(request).verdict, "fail");
});

test("leaves the caller's request as it was", async () => {
  const bundle = await loadFixture();
  const request = Object.freeze(stay({}, Object.freeze({isClone: false})));
  bundle.validate(request);
  assert.deepEqual(request.context, {isClone: false});
});

test("a bundle comes as text, bytes or object", async () => {
  const engine = await loadEngine();
  const text = JSON.stringify(bundleDocument);
  for (const form of [text, new TextEncoder().encode(text), bundleDocument]) {
    assert.deepEqual(engine.loadBundle(form).objects(), ["Stay__c"]);
  }
});

test("a rule that does not compile is a finding and leaves the record undetermined", async () => {
  const document = structuredClone(bundleDocument);
  document.objects.Stay__c.rules.push({name: "BROKEN", active: true, formula: "Nigths__c > 3", message: "no"});
  const bundle = (await loadEngine()).loadBundle(document);
  assert.deepEqual(bundle.findings.map(({object, name}) => [object, name]), [["Stay__c", "BROKEN"]]);
  assert.match(bundle.findings[0].message, /Nigths__c/);
  const outcome = bundle.validate(stay());
  assert.equal(outcome.verdict, "undetermined");
  assert.deepEqual(outcome.undetermined.map(({rule}) => rule), ["BROKEN"]);
});

test("CommonJS callers get the same engine", async () => {
  const presave = createRequire(import.meta.url)("../dist/presave.cjs");
  const bundle = (await presave.loadEngine()).loadBundle(bundleDocument);
  assert.equal(bundle.validate(stay({Departure__c: "2026-04-30"})).verdict, "fail");
});

test("the static script sets one global name", async () => {
  const script = await readFile(new URL("../dist/presave.static.js", import.meta.url), "utf8");
  const page = vm.createContext({WebAssembly, TextEncoder, TextDecoder, URL, Uint8Array});
  const before = new Set(Object.keys(page));
  vm.runInContext(script, page);
  assert.deepEqual(Object.keys(page).filter((name) => !before.has(name)), ["presave"]);
  assert.deepEqual(Object.keys(page.presave), ["loadEngine", "PresaveError", "zoneNamed"]);
  const engine = await page.presave.loadEngine({wasm: await wasmBytes()});
  assert.equal(engine.version, (await loadEngine()).version);
  await assert.rejects(page.presave.loadEngine(), {code: "engineNotFound"});
});

test("the engine's version is the package's", async () => {
  const {version} = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  assert.equal((await loadEngine()).version, version);
});
