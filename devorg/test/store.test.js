// The record store and the ids: Salesforce's error shapes, both sides of each check.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { makeId, normalizeId, to18 } from "../org/ids.js";
import { loadSampleRecords } from "../org/seed.js";
import { loadModel } from "../org/source.js";
import { Store } from "../org/store.js";

const ORG = fileURLToPath(new URL("../../examples/org", import.meta.url));
const RENTAL = "a035e0000000001AAA";

async function sampleStore() {
  const store = new Store(await loadModel(ORG));
  await loadSampleRecords(store, ORG);
  return store;
}

function refusal(code, fields) {
  return (error) => {
    assert.equal(error.body[0].errorCode, code);
    if (fields) assert.deepEqual(error.body[0].fields, fields);
    return true;
  };
}

test("the suffix of an id encodes its capitals", () => {
  assert.equal(to18("001D000000IRt53"), "001D000000IRt53IAD");
  assert.equal(normalizeId("001D000000IRt53"), "001D000000IRt53IAD");
  assert.equal(normalizeId("001D000000IRt53IAA"), undefined);
  assert.equal(normalizeId("001D000000IRt5"), undefined);
  assert.equal(normalizeId(undefined), undefined);
  assert.match(makeId("a03", 62), /^a035g0000000010/);
});

test("a record is read whole, by either form of its id, or by named fields", async () => {
  const store = await sampleStore();
  assert.equal(store.read("rental__c", RENTAL.slice(0, 15)).Stage__c, "Reserved");
  const { attributes, ...fields } = store.read("Rental__c", RENTAL, ["enddate__c"]);
  assert.equal(attributes.type, "Rental__c");
  assert.deepEqual(fields, { Id: RENTAL, EndDate__c: "2027-03-12" });
  assert.throws(() => store.read("Rental__c", RENTAL, ["Nope"]), refusal("INVALID_FIELD"));
  assert.throws(() => store.read("Rental__c", "a035e0000000099AAA"), refusal("NOT_FOUND"));
  assert.throws(() => store.read("Customer__c", RENTAL), refusal("NOT_FOUND"));
  assert.throws(() => store.read("Nope__c", RENTAL), refusal("NOT_FOUND"));
});

test("an update changes what it names and refuses what it may not change", async () => {
  const store = await sampleStore();
  store.update("Rental__c", RENTAL, { EndDate__c: "2027-03-20", DeliveryNotes__c: "" });
  assert.equal(store.read("Rental__c", RENTAL).EndDate__c, "2027-03-20");
  assert.equal(store.read("Rental__c", RENTAL).DeliveryNotes__c, null);
  const change = (fields) => () => store.update("Rental__c", RENTAL, fields);
  assert.throws(change({ Price__c: 1 }), refusal("INVALID_FIELD_FOR_INSERT_UPDATE", ["Price__c"]));
  assert.throws(change({ EndDate__c: null }), refusal("REQUIRED_FIELD_MISSING", ["EndDate__c"]));
  assert.throws(change({ EndDate__c: "2027-13-40" }), refusal("JSON_PARSER_ERROR", ["EndDate__c"]));
  assert.throws(change({ Customer__c: "nobody" }), refusal("MALFORMED_ID", ["Customer__c"]));
  assert.throws(change({ Customer__c: RENTAL }), refusal("INVALID_CROSS_REFERENCE_KEY", ["Customer__c"]));
  assert.throws(change({ Stage__c: "Lost" }), refusal("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", ["Stage__c"]));
  assert.throws(change({ PurchaseOrder__c: "x".repeat(21) }), refusal("STRING_TOO_LONG", ["PurchaseOrder__c"]));
  store.update("Rental__c", RENTAL, { PurchaseOrder__c: "x".repeat(20) });
});

test("a new record takes picklist defaults and needs its required fields", async () => {
  const store = await sampleStore();
  const { Customer__c, Equipment__c } = store.read("Rental__c", RENTAL);
  const dates = { StartDate__c: "2027-05-01", EndDate__c: "2027-05-02" };
  const id = store.create("Rental__c", { Customer__c, Equipment__c, ...dates });
  assert.equal(store.read("Rental__c", id).Stage__c, "Quote");
  assert.equal(id.slice(0, 3), "a03");
  assert.throws(
    () => store.create("Rental__c", { Customer__c }),
    refusal("REQUIRED_FIELD_MISSING", ["EndDate__c", "Equipment__c", "StartDate__c"]),
  );
});
