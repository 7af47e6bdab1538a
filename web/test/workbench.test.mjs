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
const data = path.join(PROJECT, "examples/org/data");
const samples = new Samples(["Customer__c", "Equipment__c", "Rental__c"].flatMap((name) => JSON.parse(readFileSync(path.join(data, `${name}.json`), "utf8"))));
const RENTAL = "a035e0000000001AAA";

test("an edit is decided by at once, marked where it is wrong, and can be taken back", () => {
  const org = new Org(engine, text);
  const rule = org.rule("Rental__c", "Discount_Is_A_Share");
  const record = { object: "Rental__c", operation: "insert", record: { DiscountPercent__c: 50 } };
  const refuses = () => org.bundle.validate(record).failures.some((failure) => failure.rule === rule.name);
  const original = rule.formula;
  assert.equal(refuses(), false);
  org.edit(rule, "DiscountPercent__c > 0.4");
  assert.equal(refuses(), true);
  assert.equal(org.isEdited(rule), true);
  org.edit(rule, '"日" = DiscountPercen__c');
  const [diagnostic] = org.diagnostics("Rental__c", rule, []);
  assert.equal(rule.formula.slice(diagnostic.from, diagnostic.to), "DiscountPercen__c");
  assert.match(diagnostic.message, /DiscountPercent__c/);
  org.edit(rule, original);
  assert.equal(org.isEdited(rule), false);
  assert.equal(refuses(), false);
  assert.equal(org.brokenCount, 0);
});

test("the edited document is a bundle of its own", () => {
  const org = new Org(engine, text);
  org.edit(org.rule("Rental__c", "Discount_Is_A_Share"), "FALSE");
  const again = new Org(engine, org.text());
  assert.equal(again.rule("Rental__c", "Discount_Is_A_Share").formula, "FALSE");
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
  const { bundle } = new Org(engine, text);
  const description = bundle.describe("Rental__c");
  const sectionsOf = (rule) => {
    const explanation = bundle.explain(rule, { object: "Rental__c", operation: "insert", record: {} });
    return trialSections(bundle, description, explanation).map(({ heading, fields }) => [heading, fields.map(({ name }) => name)]);
  };
  const [first, related] = sectionsOf("Within_Credit_Limit");
  assert.deepEqual([...first[1]].sort(), ["Customer__c", "Days__c", "Deposit__c", "DiscountPercent__c", "EndDate__c", "Equipment__c", "Price__c", "Stage__c", "StartDate__c"]);
  assert.deepEqual([...related[1]].sort(), ["Customer__r.CreditLimit__c", "Customer__r.OpenBalance__c", "Equipment__r.DailyRate__c"]);
  assert.ok(sectionsOf("At_Most_Ninety_Days").some(([, names]) => names.includes("$Permission.Override_Rental_Dates")));
});
