// A record that is edited, explained, and asked what it needs.
import assert from "node:assert/strict";
import {test} from "node:test";
import {PresaveError} from "../dist/presave.js";
import {loadFixture, stay} from "./fixture.mjs";

test("a session says what a change changed, and in the end what a decision would say", async () => {
  const bundle = await loadFixture();
  const session = bundle.session({...stay(), formulaFields: true});
  assert.equal(session.outcome().verdict, "pass");

  const late = session.set("Departure__c", "2026-04-30");
  assert.equal(late.verdict, "fail");
  assert.deepEqual(late.changed.map(({state, rule}) => [state, rule]), [["fail", "DATES_IN_ORDER"]]);
  assert.deepEqual(late.formulaFields, {Nights__c: "-1"});

  assert.deepEqual(session.set("Guest__c", null).changed.map(({state, rule}) => [state, rule]), [["fail", "required"]]);
  assert.deepEqual(session.outcome(), bundle.validate({...stay({Departure__c: "2026-04-30", Guest__c: null}), formulaFields: true}));

  assert.deepEqual(session.set("Guest__c", "Zoë 😀").changed.map(({state, rule}) => [state, rule]),
    [["pass", "required"], ["fail", "NOT_PARIS"]]);
  session.dispose();
  bundle.dispose();
});

test("a default value is shown until the field is set", async () => {
  const bundle = await loadFixture();
  const request = stay();
  delete request.record.Board__c;
  assert.deepEqual(bundle.validate(request).defaults, {Board__c: "Half"});
  assert.equal(bundle.validate(stay()).defaults, undefined);
  const session = bundle.session(request);
  assert.deepEqual(session.outcome().defaults, {Board__c: "Half"});
  assert.equal(session.set("Guest__c", "Bo").defaults, undefined);
  assert.deepEqual(session.set("Board__c", "Full").defaults, {Board__c: null});
  assert.equal(session.outcome().defaults, undefined);
  bundle.dispose();
});

test("a field that is not there is refused, and changes nothing", async () => {
  const session = (await loadFixture()).session(stay());
  const before = session.outcome();
  assert.throws(() => session.set("Gest__c", "x"), (error) => error instanceof PresaveError && /did you mean Guest__c/.test(error.message));
  assert.throws(() => session.set("Gäste", "x"), (error) => error instanceof PresaveError && error.code === "unknownField");
  assert.throws(() => session.set("Nights__c", 3), /computed/);
  assert.throws(() => session.set("Guest__c", undefined), PresaveError);
  assert.deepEqual(session.outcome(), before);
});

test("a session ends when it is disposed of, and with its bundle", async () => {
  const bundle = await loadFixture();
  const disposed = bundle.session(stay());
  disposed.dispose();
  disposed.dispose();
  assert.throws(() => disposed.outcome(), (error) => error.code === "sessionDisposed");

  const orphan = bundle.session(stay());
  bundle.dispose();
  assert.throws(() => orphan.set("Guest__c", "Bo"), (error) => error instanceof PresaveError && error.code === "notFound");
  assert.throws(() => bundle.session(stay()), (error) => error.code === "bundleDisposed");
});

test("says what to load", async () => {
  const needed = (await loadFixture()).requirements("Stay__c");
  assert.deepEqual(needed.fields, ["Arrival__c", "CheckIn__c", "Departure__c", "Guest__c"]);
  assert.equal(needed.soql, "SELECT Id, Arrival__c, CheckIn__c, Departure__c, Guest__c FROM Stay__c");
  assert.ok(needed.uiApi.includes("Stay__c.Guest__c"));
});

test("explains a rule, and what would make it pass", async () => {
  const bundle = await loadFixture();
  const explained = bundle.explain("DATES_IN_ORDER", stay({Departure__c: "2026-04-30"}));
  assert.equal(explained.verdict, "fail");
  const root = explained.parts.at(-1);
  assert.equal(root.text, "Arrival__c > Departure__c");
  assert.equal(root.value, true);
  assert.deepEqual(root.parts.map((part) => explained.parts[part].value), ["2026-05-01", "2026-04-30"]);
  const [repair] = explained.repair.changes;
  const repaired = stay({Departure__c: "2026-04-30", ...Object.fromEntries(repair.fields.map(({field, to}) => [field, to]))});
  assert.equal(bundle.validate(repaired).verdict, "pass");
});
