// The OpenAPI document against the official schema and against what Salesforce's External Services can import, and
// every answer of a running server against the document.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv from "ajv";
import { mapping, root, run, serve, signedToken } from "./serve.mjs";

const document = JSON.parse(readFileSync(path.join(root, "docs/openapi.json"), "utf8"));
const operations = Object.entries(document.paths).flatMap(([address, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ address, method, ...operation })));

describe("docs/openapi.json", () => {
  test("is OpenAPI 3.0", async () => {
    const checked = await new Validator().validate(structuredClone(document));
    assert.deepEqual(checked.errors ?? [], []);
    assert.equal(checked.valid, true);
    assert.match(document.openapi, /^3\.0\./);
  });

  test("can be imported by External Services", () => {
    for (const { method, operationId, parameters, requestBody, responses } of operations) {
      assert.match(operationId, /^[A-Za-z][A-Za-z0-9]{1,19}$/);
      assert.ok(method !== "get" || !requestBody, `${operationId}: a GET with a body fails`);
      for (const parameter of parameters) assert.ok(parameter.name && parameter.schema.type, operationId);
      for (const response of Object.values(responses)) {
        assert.equal(response.headers, undefined, `${operationId}: response headers are not imported`);
        for (const { schema } of Object.values(response.content)) assert.ok(schema.$ref, `${operationId}: needs a named schema`);
      }
    }
    assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
  });

  test("has flat, named schemas only", () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      for (const [member, property] of Object.entries(schema.properties)) {
        const where = `${name}.${member}`;
        assert.notEqual(property.type, "object", `${where}: an object must be named`);
        if (property.type === "array") assert.ok(property.items.$ref ?? property.items.type === "string", `${where}: a list of what?`);
        for (const word of ["oneOf", "anyOf", "allOf", "nullable"]) assert.equal(property[word], undefined, `${where}: ${word}`);
      }
    }
  });
});

describe("a running server", () => {
  const ajv = new Ajv({ unknownFormats: ["int32"] });
  ajv.addSchema({ $id: "openapi", ...document });
  let server;
  before(async () => { server = await serve(); });
  after(() => server.stop());

  const pointer = (text) => text.replaceAll("~", "~0").replaceAll("/", "~1");

  /** Sends a request, and compares the answer with what the document says of it. */
  async function ask(method, target, { body, headers = {}, token = signedToken() } = {}) {
    const response = await fetch(server.address + target, {
      method,
      headers: { ...(body ? { "Content-Type": "application/json" } : {}), ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers },
      body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    const operation = operations.find(({ address, ...one }) =>
      one.method === method.toLowerCase() && new RegExp(`^${address.replace(/\{\w+\}/, "[^/]+")}$`).test(target.split("?")[0]));
    const status = response.ok ? "200" : `${Math.floor(response.status / 100)}XX`;
    const type = response.headers.get("content-type");
    assert.ok(operation.responses[status].content[type], `${target}: ${status} ${type} is described`);
    const place = ["paths", operation.address, operation.method, "responses", status, "content", type, "schema"].map(pointer).join("/");
    const valid = ajv.validate({ $ref: `openapi#/${place}` }, answer);
    assert.ok(valid, `${target}: ${ajv.errorsText()}\n${JSON.stringify(answer)}`);
    return { status: response.status, answer };
  }

  test("answers every operation as described", async () => {
    const object = "Customer__c";
    const recordJson = JSON.stringify({ Name: "Acme" });
    const { answer } = await ask("POST", "/v1/validate", { body: { object, recordJson } });
    assert.ok(["pass", "fail", "undetermined"].includes(answer.verdict));
    await ask("POST", "/v1/validate", { body: { object, fields: [{ name: "Name", value: "Acme" }] } });
    const batch = await ask("POST", "/v1/validate/batch", { body: { object, records: [{ recordJson }, { key: "k", recordJson: "{" }] } });
    assert.equal(batch.answer.invalid, 1);
    await ask("POST", "/v1/explain", { body: { object, rule: "Vat_Number_Starts_With_Country", recordJson } });
    const needed = await ask("GET", `/v1/requirements/${object}`);
    assert.match(needed.answer.soql, /^SELECT /);
    const list = await ask("GET", "/v1/bundles");
    assert.equal(list.answer.bundles[0].name, "main");
    await ask("GET", "/v1/bundle?bundle=main");
  });

  test("transforms rows to the same bytes as presave transform", async (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), "presave-transform-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const lines = Array.from({ length: 200 }, (_, index) => JSON.stringify({
      Given: ["Ada", "Zoë", "😀", " "][index % 4], Surname: ["Straße", "ılgaz", 'O"Neil'][index % 3], Limit: `${index}.${100 + index},${index}`,
      Born: ["03.02.1980", "31.02.1980"][index % 2], Kind: ["P", "T", "none", "X", ""][index % 5],
    }));
    writeFileSync(path.join(folder, "rows.jsonl"), lines.join("\n"));
    writeFileSync(path.join(folder, "mapping.json"), JSON.stringify(mapping));
    const native = run(["transform", path.join(folder, "mapping.json"), path.join(folder, "rows.jsonl"), "--bundle", path.join(root, "build/example-bundle.json")]);
    const body = { mapping: "customers", validate: true, rows: lines.map((rowJson, index) => ({ key: `${index}`, rowJson })) };
    const { answer } = await ask("POST", "/v1/transform", { body });
    assert.equal(answer.results.filter(({ recordJson }) => recordJson).map(({ recordJson }) => `${recordJson}\n`).join(""), native);
    for (const count of ["records", "skipped", "refused"]) assert.ok(answer[count] > 10, `${answer[count]} ${count} show too little`);
    assert.equal(answer.passed + answer.failed + answer.undetermined, answer.records);
    assert.equal((await ask("POST", "/v1/transform", { body: { ...body, mapping: "others" } })).status, 404);
  });

  test("refuses as described", async () => {
    const status = async (...request) => (await ask(...request)).status;
    assert.equal(await status("GET", "/v1/bundles", { token: "" }), 401);
    assert.equal(await status("GET", "/v1/bundles", { token: signedToken({ aud: "others" }) }), 401);
    assert.equal(await status("GET", "/v1/bundle?bundle=other"), 404);
    assert.equal(await status("POST", "/v1/validate", { body: { object: "Nothing__c", recordJson: "{}" } }), 404);
    assert.equal(await status("POST", "/v1/validate", { body: { object: "Customer__c", record: {} } }), 400);
    assert.equal(await status("POST", "/v1/validate", { body: {}, headers: { "Content-Type": "text/plain" } }), 415);
  });

  test("serves the document itself", async () => {
    assert.deepEqual(await (await fetch(`${server.address}/v1/openapi.json`)).json(), document);
    const page = await (await fetch(`${server.address}/problems`)).text();
    for (const [, anchor] of readFileSync(path.join(root, "docs/problems.md"), "utf8").matchAll(/^## (.+)$/gm)) {
      assert.ok(page.includes(`id="${anchor}"`), anchor);
    }
  });

  test("gives a client a token that other programs can read", async () => {
    const response = await fetch(`${server.address}/oauth2/token`, {
      method: "POST",
      headers: { Authorization: `Basic ${btoa("id:a+client+secret")}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    assert.equal(response.status, 200);
    const { access_token: token, expires_in: seconds } = await response.json();
    assert.equal(seconds, 900);
    await ask("GET", "/v1/bundles", { token });
    const [message, signature] = [token.slice(0, token.lastIndexOf(".")), token.slice(token.lastIndexOf(".") + 1)];
    const { keys } = await (await fetch(`${server.address}/.well-known/jwks.json`)).json();
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("jwk", keys[0], algorithm, false, ["verify"]);
    assert.ok(await crypto.subtle.verify(algorithm, key, Buffer.from(signature, "base64url"), Buffer.from(message)));
  });
});
