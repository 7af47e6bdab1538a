// The workbench without its page: edits of a bundle, the record that is tried, and which inputs a rule gets.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { loadEngine } from "presave";
import { PROJECT, source } from "./source.mjs";

const { Org } = await source("workbench/org.ts");
const { Samples } = await source("workbench/samples.ts");
const { Trial } = await source("workbench/trial.ts");
const { trialSections } = await source("workbench/trial-sections.ts");

const text = readFileSync(path.join(PROJECT, "build/example-bundle.json"), "utf8");
const engine = await loadEngine();
const formulaOf = (org, object, name) => org.formulas(object).find((formula) => formula.name === name);
const data = path.join(PROJECT, "examples/org/data");
const samples = new Samples(["Customer__c", "Equipment__c", "Rental__c"].flatMap((name) => JSON.parse(readFileSync(path.join(data, `${name}.json`), "utf8"))));
const RENTAL = "a035e0000000001AAA";

test("an edit is decided by at once, marked where it is wrong, and can be taken back", () => {
  const org = new Org(engine, text);
  const rule = formulaOf(org, "Rental__c", "Discount_Is_A_Share");
  const record = { object: "Rental__c", operation: "insert", record: { DiscountPercent__c: 50 } };
  const refuses = () => org.bundle.validate(record).failures.some((failure) => failure.rule === rule.name);
  assert.equal(refuses(), false);
  org.edit(rule, "DiscountPercent__c > 0.4");
  assert.equal(refuses(), true);
  assert.equal(rule.isEdited, true);
  org.edit(rule, '"日" = DiscountPercen__c');
  const [diagnostic] = org.diagnostics(rule, []);
  assert.equal(rule.text.slice(diagnostic.from, diagnostic.to), "DiscountPercen__c");
  assert.match(diagnostic.message, /DiscountPercent__c/);
  org.edit(rule, rule.original);
  assert.equal(rule.isEdited, false);
  assert.equal(refuses(), false);
  assert.equal(org.brokenCount, 0);
});

test("a formula field is explained and edited like a rule, and the rules that read it follow", () => {
  const org = new Org(engine, text);
  const days = formulaOf(org, "Rental__c", "Days__c");
  const request = { object: "Rental__c", operation: "insert", record: { StartDate__c: "2026-05-01", EndDate__c: "2026-05-03" }, context: { permissions: [] }, formulaFields: true };
  const valueOf = (formula) => org.explain(formula, request).parts.at(-1).value;
  assert.equal(valueOf(days), "3");
  assert.equal(org.explain(days, request).verdict, undefined);
  org.edit(days, "(EndDate__c - StartDate__c) * 100");
  assert.equal(valueOf(days), "200");
  assert.equal(org.bundle.validate(request).formulaFields.Days__c, "200");
  assert.ok(org.bundle.validate(request).failures.some(({ rule }) => rule === "At_Most_Ninety_Days"));
  org.edit(days, "EndDate__c - StartDat__c");
  const [diagnostic] = org.diagnostics(days, []);
  assert.equal(days.text.slice(diagnostic.from, diagnostic.to), "StartDat__c");
  assert.equal(org.explain(days, request).parts, undefined);
});

test("formula fields of every type are explained, also those that read others", () => {
  const org = new Org(engine, text);
  const fields = org.objects().flatMap((object) => org.formulas(object)).filter(({ field }) => field);
  assert.ok(new Set(fields.map(({ field }) => field.type)).size >= 4);
  for (const formula of fields) {
    const { parts, formula: explained } = org.explain(formula, { object: formula.object, operation: "insert", record: {} });
    assert.equal(explained, formula.text);
    assert.ok(parts.length > 0, formula.name);
  }
  const price = formulaOf(org, "Rental__c", "Price__c");
  const others = org.explain(price, { object: "Rental__c", operation: "insert", record: {} }).formulaFields;
  assert.deepEqual(others.map(({ field }) => field), ["Days__c"]);
});

test("an inactive rule is explained as if it were active, and refuses nothing", () => {
  const org = new Org(engine, text);
  const rule = formulaOf(org, "Equipment__c", "Hand_Tools_Are_Light");
  assert.equal(rule.isInactive, true);
  const request = { object: "Equipment__c", operation: "insert", record: { Category__c: "Hand Tool", WeightKg__c: 30 } };
  assert.equal(org.explain(rule, request).verdict, "fail");
  assert.ok(!org.bundle.validate(request).failures.some((failure) => failure.rule === rule.name));
  org.edit(rule, "WeightK__c > 25");
  assert.match(org.diagnostics(rule, [])[0].message, /WeightKg__c/);
});

test("the edited document is a bundle of its own", () => {
  const org = new Org(engine, text);
  org.edit(formulaOf(org, "Rental__c", "Discount_Is_A_Share"), "FALSE");
  const again = new Org(engine, org.text());
  assert.equal(formulaOf(again, "Rental__c", "Discount_Is_A_Share").text, "FALSE");
});

test("what is no bundle is refused", () => {
  assert.throws(() => new Org(engine, "[]"), /form|bundle/i);
  assert.throws(() => new Org(engine, "{"), /JSON/i);
});

test("a sample brings its parents, and values are set along paths without touching the sample", () => {
  const { bundle } = new Org(engine, text);
  const trial = new Trial("Rental__c", samples.record(bundle, "Rental__c", RENTAL));
  assert.equal(trial.value({ name: "Customer__r.CreditLimit__c" }), 8000);
  trial.set({ name: "Customer__r.CreditLimit__c" }, 1);
  assert.equal(trial.value({ name: "Customer__r.CreditLimit__c" }), 1);
  assert.equal(samples.record(bundle, "Rental__c", RENTAL).Customer__r.CreditLimit__c, 8000);
  assert.equal(trial.request().operation, "update");
  assert.equal(new Trial("Rental__c", undefined).request().operation, "insert");
});

test("permissions are the ticked ones, and globals those that were said", () => {
  const trial = new Trial("Rental__c", undefined);
  trial.set({ name: "$Permission.One" }, true);
  trial.set({ name: "$Permission.Two" }, false);
  trial.set({ name: "$Profile.Name" }, "Finance");
  trial.set({ name: "$User.Id" }, null);
  assert.deepEqual(trial.context(), { permissions: ["One"], globals: { $Profile: { Name: "Finance" } } });
});

test("a rule's inputs are what it reads, through its formula fields, of parents and surroundings", () => {
  const org = new Org(engine, text);
  const description = org.bundle.describe("Rental__c");
  const sectionsOf = (name) => {
    const formula = formulaOf(org, "Rental__c", name);
    const explained = org.explain(formula, { object: "Rental__c", operation: "insert", record: {} });
    return trialSections(org.bundle, description, explained, formula.field && name).map(({ heading, fields }) => [heading, fields.map(({ name }) => name)]);
  };
  const [first, related] = sectionsOf("Within_Credit_Limit");
  assert.deepEqual([...first[1]].sort(), ["Customer__c", "Days__c", "Deposit__c", "DiscountPercent__c", "EndDate__c", "Equipment__c", "Price__c", "Stage__c", "StartDate__c"]);
  assert.deepEqual([...related[1]].sort(), ["Customer__r.CreditLimit__c", "Customer__r.OpenBalance__c", "Equipment__r.DailyRate__c"]);
  assert.deepEqual(sectionsOf("Overdue__c")[0][1], ["Overdue__c", "EndDate__c", "Stage__c"]);
  assert.ok(sectionsOf("At_Most_Ninety_Days").some(([, names]) => names.includes("$Permission.Override_Rental_Dates")));
});
