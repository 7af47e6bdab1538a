// The CSV check with the real engine: the example org's tables, which were reasoned out by hand, cut into pieces.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { loadEngine } from "presave";
import { PROJECT, source } from "./source.mjs";

const { CsvRun, faultText } = await source("csv/run.ts");
const { wordsIn } = await source("words/words.ts");
const words = wordsIn(["en"]);
const data = path.join(PROJECT, "examples/data");
const bundle = (await loadEngine()).loadBundle(readFileSync(path.join(PROJECT, "build/example-bundle.json"), "utf8"));

function check(text, question, pieceLetters = 100) {
  const run = new CsvRun(bundle, { operation: "insert", context: {}, ...question }, words);
  for (let at = 0; at < text.length; at += pieceLetters) run.push(text.slice(at, at + pieceLetters));
  run.finish();
  return run;
}

for (const table of ["rentals", "customers", "equipment"]) {
  const text = readFileSync(path.join(data, `${table}.csv`), "utf8");
  const { object, rows } = JSON.parse(readFileSync(path.join(data, `${table}.expected.json`), "utf8"));

  test(`${table}: the refused rows, their rules and fields, and what is not decided`, () => {
    const { refusedRows, ...counts } = check(text, { object }).tally.result(1000);
    const named = (list) => list.map(({ rule, field = "" }) => `${rule} ${field}`).sort();
    const refused = new Map(refusedRows.map(({ line, refusals }) => [line, named(refusals)]));
    const expected = new Map(rows.filter((row) => row.failures).map((row) => [row.line, named(row.failures)]));
    assert.deepEqual(refused, expected);
    assert.equal(counts.rows, rows.length);
    assert.equal(counts.refused, expected.size);
    assert.equal(counts.open, rows.filter((row) => row.verdict === "undetermined").length);
  });
}

test("the download has the refused rows as they came, with line, rules and messages", async () => {
  const run = check("Quantity;Operator Hours\n-1;2\n2;\n", { object: "RentalExtra__c" });
  const [header, row, ...rest] = (await run.refusedFile().text()).replace("\ufeff", "").split("\r\n");
  assert.equal(header, "Quantity;Operator Hours;Line in the file;Refused by;Messages");
  assert.match(row, /^-1;2;2;.*Quantity_Is_Positive/);
  assert.ok(rest.length >= 1);
});

test("a row that is no record is refused alone", () => {
  const { refusedRows, rows } = check("Name,Stage__c\nA\nB,Quote\n", { object: "Rental__c" }).tally.result(10);
  assert.equal(rows, 2);
  assert.deepEqual(refusedRows[0], { line: 2, refusals: [{ rule: "csv", field: "", message: "1 cells where the header has 2" }] });
});

const faultOf = (text) => {
  try {
    check(text, { object: "Rental__c" });
  } catch (error) {
    return faultText(error, words);
  }
  return undefined;
};

test("a header that cannot be used says why", () => {
  assert.match(faultOf(""), /has no rows/);
  assert.match(faultOf("Stage__c\n"), /has no rows/);
  assert.match(faultOf("Nothing,Known\n1,2\n"), /None of the columns/);
  assert.match(faultOf("Stage__c,stage__c\nQuote,Quote\n"), /stage__c appears twice/);
  assert.match(faultOf("Customer__r.Kind__c\nTrade\n"), /read through Customer__c/);
  assert.match(faultOf('Stage__c\n"Quote\n'), /^Line 2: .*never closed/);
});

test("columns that are no fields are named, not refused", () => {
  assert.deepEqual(check("Stage,Remark\nQuote,x\n", { object: "Rental__c" }).notChecked, ["Remark"]);
});
