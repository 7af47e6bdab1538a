// The OAuth room against oidc-provider over TLS: everything that other people's server can judge.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { browse, Driver } from "./driver.js";
import { CLIENT, ORGANIZATION, startProvider, USER } from "./provider.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "presave-oauth-"));
const file = (name) => path.join(folder, name);
let provider;
let stores = 0;

before(async () => {
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", file("tls.key"), "-out", file("tls.pem")], { stdio: "ignore" });
  execFileSync("openssl", ["genrsa", "-out", file("jwt.key"), "2048"], { stdio: "ignore" });
  execFileSync("openssl", ["rsa", "-in", file("jwt.key"), "-pubout", "-out", file("jwt.pem")], { stdio: "ignore" });
  const text = (name) => readFileSync(file(name), "utf8");
  provider = await startProvider({ key: text("tls.key"), cert: text("tls.pem"), jwtPublicKey: text("jwt.pem") });
});

after(() => {
  provider?.close();
  rmSync(folder, { recursive: true });
});

function drive(t, { origin = provider.origin, secret = CLIENT.secret } = {}) {
  const driver = new Driver(origin, file("tls.pem"), file(`store-${stores++}.db`), CLIENT.id, secret, CLIENT.redirect, file("jwt.key"));
  t.after(() => driver.close());
  return driver;
}

/** Signs in and gives how it ended. */
async function signIn(driver, change = (parts) => parts) {
  const [, location, cookie] = await driver.ask("depart", provider.origin);
  const back = await browse(location, CLIENT.redirect, readFileSync(file("tls.pem")));
  const parts = change({ cookie, state: back.searchParams.get("state"), code: back.searchParams.get("code") });
  return driver.ask("arrive", parts.cookie, parts.state, parts.code);
}

test("a user signs in with PKCE, state and nonce, and has a token", async (t) => {
  const driver = drive(t);
  assert.deepEqual(await signIn(driver), ["owner", ORGANIZATION, USER]);
  const [kind, token, instance] = await driver.ask("tokens", 1);
  assert.equal(kind, "token");
  assert.equal(instance, provider.origin);
  assert.deepEqual(await driver.ask("introspect", token), ["active"]);
});

test("a code counts with its own verifier only", async (t) => {
  const driver = drive(t);
  const [, location, cookie] = await driver.ask("depart", provider.origin);
  const state = new URL(location).searchParams.get("state");
  const [kind, code, ...words] = await signIn(driver, (other) => ({ cookie, state, code: other.code }));
  assert.deepEqual([kind, code], ["fault", "refused"]);
  assert.match(words.join(" "), /invalid_grant/);
});

test("another browser's cookie, or another journey's state, ends before anything is sent", async (t) => {
  const driver = drive(t);
  const [, location] = await driver.ask("depart", provider.origin);
  const [, , cookie] = await driver.ask("depart", provider.origin);
  const state = new URL(location).searchParams.get("state");
  const before = provider.calls.token;
  assert.equal((await driver.ask("arrive", cookie, state, "code"))[1], "badSignature");
  assert.equal((await driver.ask("arrive", `${cookie.slice(0, -2)}AA`, state, "code"))[1], "badSignature");
  assert.equal(provider.calls.token, before);
});

test("nobody is led to a login page that is not listed", async (t) => {
  assert.equal((await drive(t).ask("depart", "https://evil.example"))[1], "badValue");
});

test("thirty callers whose token has ended refresh once, and all get the new one", async (t) => {
  const driver = drive(t);
  await signIn(driver);
  const [, old] = await driver.ask("tokens", 1);
  const before = provider.calls.token;
  const [kind, fresh] = await driver.ask("tokens", 30, old);
  assert.equal(kind, "token");
  assert.notEqual(fresh, old);
  assert.equal(provider.calls.token - before, 1);
  assert.deepEqual(await driver.ask("introspect", fresh), ["active"]);
  assert.deepEqual((await driver.ask("tokens", 30)).slice(0, 2), ["token", fresh]);
});

test("a refresh token rotates again and again", async (t) => {
  const driver = drive(t);
  await signIn(driver);
  const seen = new Set();
  let [, token] = await driver.ask("tokens", 1);
  for (let i = 0; i < 5; ++i) {
    seen.add(token);
    [, token] = await driver.ask("tokens", 3, token);
  }
  seen.add(token);
  assert.equal(seen.size, 6);
  assert.deepEqual(await driver.ask("introspect", token), ["active"]);
});

test("two processes with one store refresh once", async (t) => {
  const one = drive(t);
  stores -= 1;
  const other = drive(t);
  assert.equal((await signIn(one))[0], "owner");
  assert.equal((await signIn(other))[0], "owner");
  const [, old] = await one.ask("tokens", 1);
  const before = provider.calls.token;
  const [first, second] = await Promise.all([one.ask("tokens", 15, old), other.ask("tokens", 15, old)]);
  assert.deepEqual(first, second);
  assert.equal(first[0], "token");
  assert.equal(provider.calls.token - before, 1);
});

test("a refresh token that somebody used twice ends the family: the user's tokens are parked, the operator is told", async (t) => {
  const driver = drive(t);
  await signIn(driver);
  const [, old] = await driver.ask("tokens", 1);
  const [, fresh] = await driver.ask("tokens", 1, old);
  assert.equal((await driver.ask("reuse"))[1], "refused");
  assert.deepEqual(await driver.ask("introspect", fresh), ["inactive"]);
  assert.equal((await driver.ask("tokens", 1, fresh))[1], "refused");
  assert.match(driver.events, /parked, the user must sign in again/);
  const before = provider.calls.token;
  assert.equal((await driver.ask("tokens", 10, fresh))[1], "refused");
  assert.equal(provider.calls.token, before, "the org is not asked again");
  assert.equal((await signIn(driver))[0], "owner");
  assert.equal((await driver.ask("tokens", 10))[0], "token");
});

test("revoking ends the tokens at the org as well", async (t) => {
  const driver = drive(t);
  await signIn(driver);
  const [, token] = await driver.ask("tokens", 1);
  assert.deepEqual(await driver.ask("revoke"), ["revoked"]);
  assert.deepEqual(await driver.ask("introspect", token), ["inactive"]);
  assert.equal((await driver.ask("tokens", 1))[1], "notFound");
});

test("client credentials give the integration user's token, and a wrong secret is an administrator's matter", async (t) => {
  const driver = drive(t);
  const [kind, token] = await driver.ask("integration", "secret");
  assert.equal(kind, "token");
  assert.deepEqual(await driver.ask("introspect", token), ["active"]);
  const [, code, ...words] = await drive(t, { secret: "wrong" }).ask("integration", "secret");
  assert.equal(code, "badConfiguration");
  assert.match(words.join(" "), /invalid_client/);
});

test("a signed assertion gives the integration user's token", async (t) => {
  const [kind, token] = await drive(t, { origin: provider.jwtOrigin }).ask("integration", "jwt");
  assert.equal(kind, "token", token);
});
