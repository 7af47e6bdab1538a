// Foreign rows through a mapping, in the page.
import assert from "node:assert/strict";
import {test} from "node:test";
import {PresaveError, loadEngine} from "../dist/presave.js";
import {loadFixture} from "./fixture.mjs";

const stays = (more = {}) => ({
  object: "Stay__c",
  source: {columns: {From: {type: "date", format: "dd.MM.yyyy"}}},
  where: 'NOT(Name = "")',
  fields: {Guest__c: {formula: "UPPER(Name)"}, Arrival__c: "From", Board__c: {from: "Meals", map: {h: "Half", f: "Full"}, otherwise: "error"}, ...more},
});

test("rows become records, are skipped, or are refused with every reason", async () => {
  const bundle = await loadFixture();
  const mapping = bundle.mapping(stays());
  assert.deepEqual({...mapping.facts, findings: []}, {
    object: "Stay__c", operation: "insert", key: "", headings: ["From", "Name", "Meals"], columns: ["Guest__c", "Arrival__c", "Board__c"],
    findings: [], isSound: true,
  });
  const made = mapping.transform({Name: "Zoë 😀", From: "01.05.2026", Meals: "h"});
  assert.deepEqual(made, {record: {Guest__c: "ZOË 😀", Arrival__c: "2026-05-01", Board__c: "Half"}});
  assert.equal(bundle.validate({object: "Stay__c", operation: "insert", record: made.record}).verdict, "pass");
  assert.deepEqual(mapping.transform({From: "01.05.2026"}), {skipped: true});
  assert.deepEqual(mapping.transform({Name: "Ada", From: "1 May", Meals: "x"}).reasons.map(({field, column, value}) => [field, column, value]),
    [["Arrival__c", "From", "1 May"], ["Board__c", "Meals", "x"]]);
  bundle.dispose();
});

test("numbers keep digits that JavaScript's would lose", async () => {
  const fields = {Total__c: {type: "Number", label: "Total", precision: 18, scale: 2}};
  const bundle = (await loadEngine()).loadBundle({presaveBundle: 1, name: "N", objects: {N__c: {label: "N", pluralLabel: "N", fields, rules: []}}});
  const mapping = bundle.mapping({object: "N__c", fields: {Total__c: "Sum"}});
  assert.equal(mapping.transformJson('{"Sum": 1234567890123456.78}'), '{"record":{"Total__c":1234567890123456.78}}');
});

test("malformed mappings and rows are refused, and the mapping goes on working", async () => {
  const bundle = await loadFixture();
  const mapping = bundle.mapping(stays());
  const round = {};
  round.self = round;
  const cases = [
    [() => bundle.mapping(round), "malformedJson"],
    [() => bundle.mapping(undefined), "malformedJson"],
    [() => bundle.mapping({...stays(), filds: {}}), "wrongShape"],
    [() => bundle.mapping(" ".repeat((1 << 20) + 1)), "tooLarge"],
    [() => mapping.transform("{"), "malformedJson"],
    [() => mapping.transform(undefined), "malformedJson"],
    [() => mapping.transform([]), "wrongShape"],
    [() => mapping.transform({Name: "x".repeat(1 << 20)}), "tooLarge"],
  ];
  for (const [act, code] of cases) assert.throws(act, {name: "PresaveError", code}, `${act}`);
  assert.deepEqual(mapping.transform({Name: "Bo"}), {record: {Guest__c: "BO"}});
});

test("what does not fit the org is said before a row is read", async () => {
  const bundle = await loadFixture();
  const mapping = bundle.mapping(JSON.stringify(stays({Gest__c: "Name", Nights__c: {value: 3}})));
  assert.equal(mapping.facts.isSound, false);
  assert.match(mapping.facts.findings.find(({where}) => where === "/fields/Gest__c").message, /did you mean Guest__c/);
  assert.throws(() => mapping.transform({Name: "Ada"}), (error) => error instanceof PresaveError && /has mistakes/.test(error.message));
  assert.throws(() => bundle.mapping({object: 1}), (error) => error instanceof PresaveError);
  assert.throws(() => bundle.mapping("no JSON"), (error) => error.code === "malformedJson");
  assert.throws(() => bundle.mapping(stays()).transform([1]), PresaveError);
});

test("a mapping ends when it is disposed of, and with its bundle", async () => {
  const bundle = await loadFixture();
  const disposed = bundle.mapping(stays());
  disposed.dispose();
  disposed.dispose();
  assert.throws(() => disposed.transform({}), (error) => error.code === "mappingDisposed");
  const orphan = bundle.mapping(stays());
  bundle.dispose();
  assert.throws(() => orphan.transform({}), (error) => error.code === "notFound");
  assert.throws(() => bundle.mapping(stays()), (error) => error.code === "bundleDisposed");
});
