// The org over HTTP: sessions, the REST API, the signing endpoint and the record page.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { MAX_BODY } from "../http/exchange.js";
import { UsageError, readOptions } from "../options.js";
import { startOrg } from "../server.js";

const SECRET = "a secret for this test";
const RECORD = "/services/data/v62.0/sobjects/Rental__c/a035e0000000001AAA";
let org;
let token;

before(async () => {
  const folder = fileURLToPath(new URL("../../examples/org", import.meta.url));
  org = await startOrg(readOptions(["--port", "0", "--org", folder], { PRESAVE_CANVAS_SECRET: SECRET }));
  const page = await (await fetch(`${org.origin}/`)).text();
  token = /"token":"([^"]+)"/.exec(page)[1];
});

after(() => org.close());

function call(path, init = {}, bearer = token) {
  return fetch(org.origin + path, { ...init, headers: { Authorization: `Bearer ${bearer}` } });
}

test("a request without a session is refused in Salesforce's shape", async () => {
  const response = await call(RECORD, {}, "nobody");
  assert.equal(response.status, 401);
  assert.deepEqual(await response.json(), [
    { message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" },
  ]);
});

test("a record is read and changed over REST", async () => {
  const patched = await call(RECORD, { method: "PATCH", body: JSON.stringify({ Deposit__c: 450.5 }) });
  assert.equal(patched.status, 204);
  assert.equal((await (await call(RECORD)).json()).Deposit__c, 450.5);
});

test("bad bodies, methods and addresses get clear answers", async () => {
  const code = async (response) => [response.status, (await response.json())[0].errorCode];
  assert.deepEqual(await code(await call(RECORD, { method: "PATCH", body: "{" })), [400, "JSON_PARSER_ERROR"]);
  assert.deepEqual(await code(await call(RECORD, { method: "PATCH", body: "[]" })), [400, "JSON_PARSER_ERROR"]);
  assert.deepEqual(await code(await call(RECORD, { method: "PUT", body: "{}" })), [405, "METHOD_NOT_ALLOWED"]);
  assert.deepEqual(await code(await call("/services/data/v62.0/nothing")), [404, "NOT_FOUND"]);
  assert.deepEqual(await code(await call("/slds/%2e%2e/package.json")), [404, "NOT_FOUND"]);
  const large = JSON.stringify({ DeliveryNotes__c: "x".repeat(MAX_BODY) });
  assert.deepEqual(await code(await call(RECORD, { method: "PATCH", body: large })), [413, "REQUEST_LIMIT_EXCEEDED"]);
});

test("the signed request is signed over the envelope's text and opens a session", async () => {
  const canvasRequest = {
    context: { environment: { parameters: { object: "Rental__c" }, record: { Id: "a035e0000000001AAA" } } },
    client: { instanceId: "_:Presave:", targetOrigin: org.origin },
  };
  const path = "/services/data/v62.0/platformconnect/signedrequest";
  const init = { method: "PUT", body: JSON.stringify({ canvasRequest }) };
  const { response } = await (await call(`${path}?canvas=Presave`, init)).json();
  const [signature, text] = response.split(".");
  assert.equal(signature, createHmac("sha256", SECRET).update(text).digest("base64"));
  const envelope = JSON.parse(Buffer.from(text, "base64").toString("utf8"));
  assert.equal(envelope.algorithm, "HMACSHA256");
  assert.equal(envelope.client.targetOrigin, org.origin);
  assert.equal(envelope.context.environment.record.Id, "a035e0000000001AAA");
  assert.equal((await call(RECORD, {}, envelope.client.oauthToken)).status, 200);
  assert.equal((await call(`${path}?canvas=Other`, init)).status, 404);
});

test("options are refused with a sentence that says which", () => {
  const refuse = (argv, env) => assert.throws(() => readOptions(argv, env), UsageError);
  refuse(["--port", "70000"], { PRESAVE_CANVAS_SECRET: SECRET });
  refuse(["--app", "ftp://x"], { PRESAVE_CANVAS_SECRET: SECRET });
  refuse(["--nope"], { PRESAVE_CANVAS_SECRET: SECRET });
  refuse([], {});
});
