// The example org's tables through the built command line: every row must give what its .expected.json says,
// which was reasoned out from the rules by hand before the engine ran.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const root = path.resolve(fileURLToPath(import.meta.url), "../../..");
const data = path.join(root, "examples/data");
const presave = path.join(root, "build/release/cli/presave");
const bundle = path.join(root, "build/example-bundle.json");

/** Rows of a table as the command line decides them, by line. */
function decide(table, object, more = []) {
  const args = ["check", "--object", object, "--bundle", bundle, "--json", ...more, path.join(data, `${table}.csv`)];
  const { status, stdout, stderr, error } = spawnSync(presave, args, { encoding: "utf8" });
  assert.equal(error, undefined);
  assert.equal(status, 1, `these tables hold bad rows, so presave check ends with 1: ${stderr}`);
  const outcomes = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  return new Map(outcomes.map((outcome) => [outcome.line, outcome]));
}

function expected(table) {
  return JSON.parse(readFileSync(path.join(data, `${table}.expected.json`), "utf8"));
}

const rulesOf = (list = []) => list.map(({ rule, field = "" }) => `${rule} ${field}`).sort();

for (const table of ["rentals", "customers", "equipment"]) {
  const { object, rows } = expected(table);
  const outcomes = decide(table, object);

  test(`${table}: one answer for each row`, () => {
    assert.deepEqual([...outcomes.keys()], rows.map(({ line }) => line));
  });

  for (const row of rows) {
    test(`${table}.csv:${row.line} ${row.why}`, () => {
      const outcome = outcomes.get(row.line);
      assert.deepEqual(rulesOf(outcome.faulted), []);
      assert.deepEqual(rulesOf(outcome.failures), rulesOf(row.failures));
      assert.deepEqual((outcome.undetermined ?? []).map(({ rule }) => rule).sort(), [...(row.undetermined ?? [])].sort());
      assert.equal(outcome.verdict, row.verdict);
    });
  }
}

test("with the permissions said, nothing about rentals is undetermined", () => {
  const { object, rows } = expected("rentals");
  const outcomes = decide("rentals", object, ["--context", path.join(data, "manager.context.json")]);
  for (const row of rows) {
    const outcome = outcomes.get(row.line);
    assert.equal(outcome.verdict, row.failures ? "fail" : "pass", `line ${row.line}`);
    assert.deepEqual(outcome.undetermined ?? [], [], `line ${row.line}`);
  }
});
