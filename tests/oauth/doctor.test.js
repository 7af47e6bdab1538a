// `presave doctor` as an administrator asks it: offline, and online against an OAuth server of other people's making,
// beside which this test plays the org's REST API.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { CLIENT, ORGANIZATION, startProvider } from "./provider.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PROGRAM = path.join(process.env.PRESAVE_BUILD_DIR ?? path.join(ROOT, "build/release"), "cli/presave");
const DATA = path.join(ROOT, "tests/server/data");
const folder = mkdtempSync(path.join(os.tmpdir(), "presave-doctor-"));
const file = (name) => path.join(folder, name);
let provider;
let rest;

const VERSIONS = { status: 200, body: [{ version: "62.0" }] };
const API = { status: 200, headers: { "Sforce-Limit-Info": "api-usage=18/15000" }, body: {} };
const object = (describe) => ({ status: 200, body: { objectDescribe: { createable: true, updateable: true, ...describe } } });

/** An org where everything is right. */
function goodOrg(where) {
  if (where === "/services/data/") return VERSIONS;
  return where === "/services/data/v62.0/" ? API : object();
}

before(async () => {
  const openssl = (...words) => execFileSync("openssl", words, { stdio: "ignore" });
  const key = (name) => ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", file(name)];
  openssl("req", "-x509", ...key("tls.key"), "-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-out", file("tls.pem"));
  openssl("genrsa", "-out", file("jwt.key"), "2048");
  openssl("rsa", "-in", file("jwt.key"), "-pubout", "-out", file("jwt.pem"));
  openssl("req", "-x509", ...key("ca.key"), "-days", "400", "-subj", "/CN=authority", "-out", file("ca.pem"));
  writeFileSync(file("names.ext"), "subjectAltName=DNS:presave.example");
  openssl("req", ...key("server.key"), "-subj", "/CN=presave.example", "-out", file("server.csr"));
  for (const [name, days] of [["long", 300], ["short", 10]]) {
    openssl("x509", "-req", "-in", file("server.csr"), "-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-days", String(days),
      "-extfile", file("names.ext"), "-out", file(`${name}.pem`));
  }
  copyFileSync(path.join(DATA, "bundle.json"), file("bundle.json"));
  writeFileSync(file("canvas-secret"), "a canvas secret of the test", { mode: 0o600 });
  writeFileSync(file("secret"), CLIENT.secret, { mode: 0o600 });
  writeFileSync(file("wrong-secret"), "not the consumer secret", { mode: 0o600 });
  const text = (name) => readFileSync(file(name), "utf8");
  provider = await startProvider({ key: text("tls.key"), cert: text("tls.pem"), jwtPublicKey: text("jwt.pem") }, (where) => rest(where));
});

after(() => {
  provider?.close();
  rmSync(folder, { recursive: true });
});

function setup({ certificate = "long", more = "" } = {}) {
  return `[server]
port = 0
web = "${DATA}/web"
frame_ancestors = ["https://example.lightning.force.com"]
[tls]
certificate = "${certificate}.pem"
key = "server.key"
[[bundle]]
name = "main"
file = "bundle.json"
[[app]]
name = "main"
organizations = ["${ORGANIZATION}"]
secrets = [{ file = "canvas-secret" }]
[outbound]
hosts = ["${new URL(provider.origin).host}", "${new URL(provider.jwtOrigin).host}"]
ca_file = "tls.pem"
${more}`;
}

const integration = (keys, origin = provider.origin) => `[[integration]]
organization = "${ORGANIZATION}"
login_url = "${origin}"
client_id = "${CLIENT.id}"
${keys}
`;
const BY_SECRET = 'client_secret = { file = "secret" }';

/** Runs the doctor; what stands in the answer's lines, by subject. */
async function ask(text, ...flags) {
  writeFileSync(file("presave.toml"), text);
  const { code, stdout, stderr } = await new Promise((resolve) => execFile(PROGRAM, ["doctor", "--config", file("presave.toml"), "--json", ...flags],
    (error, out, err) => resolve({ code: error?.code ?? 0, stdout: out, stderr: err })));
  assert.equal(stderr, "", `exit code ${code}`);
  for (const secret of [CLIENT.secret, "a canvas secret of the test"]) assert.ok(!stdout.includes(secret), "no secret is said");
  const { checks } = JSON.parse(stdout);
  const find = (grade, words) => checks.find((check) => check.grade === grade && words.test(check.said));
  const has = (grade, words, next = /^/) => {
    const found = find(grade, words);
    assert.ok(found, `no ${grade} ${words} in\n${stdout}`);
    assert.match(found.next ?? "", next);
  };
  return { code, has, checks };
}

test("offline, all that a good configuration stands on is fine", async () => {
  const { code, has, checks } = await ask(setup());
  assert.equal(code, 0);
  has("fine", /every key is known/);
  has("fine", /^for presave\.example, good until \d{4}-\d\d-\d\d$/);
  assert.ok(!checks.some((check) => check.grade === "failure"));
});

test("offline, mistakes are failures with their places, a certificate that ends soon is a warning", async () => {
  const mistaken = await ask(setup({ more: "[servr]\n" }));
  assert.equal(mistaken.code, 1);
  mistaken.has("failure", /presave\.toml:\d+:2: .*"servr"/);
  (await ask(setup({ certificate: "short" }))).has("warning", /good until/, /renew it/);
  const other = await ask(setup().replace('key = "server.key"', 'key = "ca.key"'));
  assert.equal(other.code, 1);
  other.has("failure", /ca\.key: .*not (the|a readable PEM file with the) key of/);
});

test("without a file it says how to get one", async () => {
  const { code, stdout } = await new Promise((resolve) => execFile(PROGRAM, ["doctor", "--config", file("nowhere.toml")],
    (error, out) => resolve({ code: error.code, stdout: out })));
  assert.equal(code, 1);
  assert.match(stdout, /^failure +configuration +\S+nowhere\.toml: not found.*\n +-> `presave serve --print-config`/);
});

test("--check-config refuses a key of another certificate as well", () => {
  writeFileSync(file("presave.toml"), setup().replace('key = "server.key"', 'key = "ca.key"'));
  assert.throws(() => execFileSync(PROGRAM, ["serve", "--config", file("presave.toml"), "--check-config"], { stdio: "pipe" }), { status: 3 });
});

test("online, an integration user signs in and the org is asked what it may do", async () => {
  rest = goodOrg;
  for (const more of [integration(BY_SECRET),
    integration(`flow = "jwt"\nusername = "integration@example.com"\nkey = { file = "jwt.key" }`, provider.jwtOrigin)]) {
    const { code, has } = await ask(setup({ more }), "--online");
    assert.equal(code, 0);
    has("fine", /can be reached, its certificate is trusted/);
    has("fine", /the clocks agree/);
    has("fine", /signs in; the org is at localhost:/);
    has("fine", /18 of 15000 calls of 24 hours are used/);
    has("fine", /may create and edit all objects/);
  }
});

test("online, a wrong secret is told with the setting that is wrong", async () => {
  rest = goodOrg;
  const { code, has } = await ask(setup({ more: integration('client_secret = { file = "wrong-secret" }') }), "--online");
  assert.equal(code, 1);
  has("failure", /cannot sign in: .*invalid_client/, /^presave\.toml, client_secret: /);
});

test("online, what the org refuses is told with the setting that is missing", async () => {
  const more = integration(BY_SECRET);
  const refuses = (status, errorCode, message) => (where) => (where === "/services/data/v62.0/" ? { status, body: [{ errorCode, message }] } : goodOrg(where));
  rest = refuses(403, "API_DISABLED_FOR_ORG", "The REST API is not enabled for this Organization.");
  const disabled = await ask(setup({ more }), "--online");
  assert.equal(disabled.code, 1);
  disabled.has("failure", /^API_DISABLED_FOR_ORG: /, /"API Enabled"/);
  rest = refuses(401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API");
  (await ask(setup({ more }), "--online")).has("failure", /^INVALID_SESSION_ID: /, /Manage user data via APIs/);
  rest = (where) => (where.includes("sobjects") ? object({ updateable: false }) : goodOrg(where));
  const readOnly = await ask(setup({ more }), "--online");
  assert.equal(readOnly.code, 0);
  readOnly.has("warning", /may not edit /, /Setup, Permission Sets/);
  rest = (where) => (where.includes("sobjects") ? { status: 404, body: [{ errorCode: "NOT_FOUND", message: "The requested resource does not exist" }] } : goodOrg(where));
  (await ask(setup({ more }), "--online")).has("warning", /: NOT_FOUND: /, /Setup, Permission Sets/);
});

test("online, a clock that is off and a host that is no Salesforce are told", async () => {
  const more = integration(BY_SECRET);
  rest = (where) => (where === "/services/data/" ? { ...VERSIONS, headers: { Date: new Date(Date.now() - 3_600_000).toUTCString() } } : goodOrg(where));
  const off = await ask(setup({ more }), "--online");
  assert.equal(off.code, 1);
  off.has("failure", /clock is 3[56]\d\d seconds ahead/, /set-ntp/);
  rest = () => ({ status: 200, body: "<html>Welcome</html>" });
  (await ask(setup({ more }), "--online")).has("warning", /does not answer like Salesforce \(status 200\)/, /login_url/);
  const nowhere = await ask(setup({ more: integration(BY_SECRET, "https://localhost:1") }).replace("hosts = [", 'hosts = ["localhost:1", '), "--online");
  assert.equal(nowhere.code, 1);
  nowhere.has("failure", /localhost:1/, /outbound\.proxy/);
});
