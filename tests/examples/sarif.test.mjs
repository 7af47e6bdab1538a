// What `presave lint --sarif` writes is a SARIF 2.1.0 log: asked of the standard's own JSON schema.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const Ajv = require("ajv");

const root = fileURLToPath(new URL("../..", import.meta.url));
const presave = process.env.PRESAVE ?? path.join(root, "build/release/cli/presave");
const schema = JSON.parse(readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));

/** The schema is of draft 4, which ajv must be told. */
function complaints(log) {
  const ajv = new Ajv({ schemaId: "auto", meta: false, allErrors: true });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  ajv.validate(schema, log);
  return (ajv.errors ?? []).map((error) => `${error.dataPath} ${error.message}`);
}

function lint(folder) {
  const ran = spawnSync(presave, ["lint", "--sarif", folder], { encoding: "utf8" });
  assert.equal(ran.stderr, "");
  return JSON.parse(ran.stdout);
}

test("a log of the example org is valid", () => {
  assert.deepEqual(complaints(lint(path.join(root, "examples/org"))), []);
});

test("a log with findings, in a file of an odd name and without one, is valid", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "presave-sarif-"));
  try {
    const rules = path.join(folder, "objects/Thing__c/validationRules");
    mkdirSync(rules, { recursive: true });
    writeFileSync(path.join(rules, "Odd näme #1.validationRule-meta.xml"),
      `<ValidationRule xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Odd</fullName><active>true</active>
      <errorConditionFormula>LEN(Name) &lt; 0 &amp;&amp; Nam = ""</errorConditionFormula><errorMessage>${"m".repeat(256)}</errorMessage></ValidationRule>`);
    const log = lint(folder);
    assert.deepEqual(log.runs[0].results.map((result) => result.ruleId), ["message-too-long", "does-not-compile"]);
    assert.deepEqual(complaints(log), []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the schema refuses what is no log", () => {
  const log = lint(path.join(root, "examples/org"));
  log.runs[0].results = [{ level: "loud" }];
  assert.notDeepEqual(complaints(log), []);
});
