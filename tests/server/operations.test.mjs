// `presave serve --config` as an administrator meets it: checked, reloaded under load, watched; and that no secret of a
// whole session leaves it in a log line, an error or a metric.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

const PROGRAM = process.env.PRESAVE_PROGRAM ?? "build/release/cli/presave";
const DATA = path.resolve("tests/server/data");
const SECRETS = ["a consumer secret for this test, first", "a consumer secret for this test, second"];
const METRICS_TOKEN = "a token for the metrics of this test";

let folder;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "presave-operations-"));
  await copyFile(path.join(DATA, "bundle.json"), path.join(folder, "bundle.json"));
  await writeFile(path.join(folder, "secret"), SECRETS[0], { mode: 0o600 });
  await writeFile(path.join(folder, "token"), METRICS_TOKEN, { mode: 0o600 });
});
after(() => rm(folder, { recursive: true }));

function setup(more = "") {
  return `[server]
port = 0
threads = 2
web = "${DATA}/web"
frame_ancestors = ["https://example.lightning.force.com"]
[[bundle]]
name = "main"
file = "bundle.json"
[[app]]
name = "main"
secrets = [{ file = "secret" }]
[log]
format = "json"
[metrics]
access = "token"
token = { file = "token" }
[canvas]
issued_age_seconds = 0
${more}`;
}

async function writeSetup(text) {
  const file = path.join(folder, "presave.toml");
  await writeFile(file, text);
  return file;
}

/** Starts the server and gives its address; `errors()` is all that it wrote on standard error. */
async function start(text = setup()) {
  const child = spawn(PROGRAM, ["serve", "--config", await writeSetup(text)]);
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (chunk) => (errors += chunk));
  child.stdout.setEncoding("utf8");
  const [line] = await once(child.stdout, "data");
  const logged = async (part) => {
    for (let i = 0; i < 200 && !errors.includes(part); ++i) await new Promise((next) => setTimeout(next, 25));
    assert.ok(errors.includes(part), `${part} is not in\n${errors}`);
  };
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "close");
  };
  return { url: line.match(/https?:\/\/\S+/)[0], child, logged, stop, errors: () => errors };
}

async function check(text) {
  const file = await writeSetup(text);
  return new Promise((resolve) => execFile(PROGRAM, ["serve", "--config", file, "--check-config"],
    (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr })));
}

async function openCanvas(url, secret, time = Date.now()) {
  const envelope = JSON.parse(await readFile(path.join(DATA, "envelope.json"), "utf8"));
  envelope.client.oauthToken = "00D!the-token-of-a-user";
  const body = Buffer.from(JSON.stringify({ ...envelope, nonce: time })).toString("base64");
  const signature = createHmac("sha256", secret).update(body).digest("base64");
  return fetch(`${url}/canvas`, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams({ signed_request: `${signature}.${body}` }),
  });
}

test("--check-config says that all is well, or all that is not, with its place", async () => {
  const good = await check(setup());
  assert.deepEqual([good.code, good.stdout], [0, "the configuration is good: 1 bundles, 1 apps, 0 organizations\n"]);
  const bad = await check(setup('[servr]\n[tls]\ncertificate = 1\n'));
  assert.equal(bad.code, 3);
  assert.match(bad.stderr, /presave\.toml:\d+:2: .*there is no section "servr"; did you mean server\?/);
  assert.match(bad.stderr, /presave\.toml:\d+:15: .*tls\.certificate must be a text/);
});

test("SIGHUP takes a new setup whole, or not at all, and drops no request", async () => {
  const server = await start();
  const count = { answered: 0, failed: [] };
  let loading = true;
  const load = Array.from({ length: 4 }, async () => {
    while (loading) {
      const response = await fetch(`${server.url}/healthz`).catch((error) => error);
      await response.text?.();
      response.status === 200 ? ++count.answered : count.failed.push(String(response.status ?? response));
    }
  });
  try {
    assert.equal((await openCanvas(server.url, SECRETS[1], 1)).status, 401);
    await writeFile(path.join(folder, "secret"), SECRETS.join("\n"), { mode: 0o600 });
    server.child.kill("SIGHUP");
    await server.logged("reloaded: 1 bundles, 1 apps");
    assert.equal((await openCanvas(server.url, SECRETS[1], 2)).status, 200);

    await writeSetup(setup("[servr]\n"));
    server.child.kill("SIGHUP");
    await server.logged('not reloaded: ');
    assert.equal((await openCanvas(server.url, SECRETS[1], 3)).status, 200, "what ran goes on");

    await writeSetup(setup('[[bundle]]\nname = "second"\nfile = "bundle.json"\n'));
    for (let i = 0; i < 20; ++i) {
      server.child.kill("SIGHUP");
      await new Promise((next) => setTimeout(next, 20));
    }
    await server.logged("reloaded: 2 bundles");

    await writeSetup(setup("[limits]\nconnections = 7\n"));
    server.child.kill("SIGHUP");
    await server.logged("[limits] has changed; that counts when the server is started again");
    assert.ok(!server.errors().includes("[log] has changed"));
  } finally {
    loading = false;
    await Promise.all(load);
    await server.stop();
    await writeFile(path.join(folder, "secret"), SECRETS[0], { mode: 0o600 });
  }
  assert.deepEqual(count.failed, []);
  assert.ok(count.answered > 20, `only ${count.answered} requests were sent meanwhile`);
});

test("/metrics is for those who have the token", async () => {
  const server = await start();
  try {
    await openCanvas(server.url, SECRETS[0]);
    assert.equal((await fetch(`${server.url}/metrics`)).status, 404);
    assert.equal((await fetch(`${server.url}/metrics`, { headers: { Authorization: "Bearer wrong" } })).status, 404);
    const metrics = await fetch(`${server.url}/metrics`, { headers: { Authorization: `Bearer ${METRICS_TOKEN}` } });
    const text = await metrics.text();
    assert.match(metrics.headers.get("content-type"), /^text\/plain; version=0\.0\.4/);
    assert.match(text, /^presave_requests_total\{route="\/canvas",status="2xx"\} 1$/m);
    assert.match(text, /^presave_sessions 1$/m);
    assert.match(text, /^presave_store_failures_total 0$/m);
    assert.match(text, /^presave_outbound_calls_total\{result="failed"\} 0$/m);
  } finally {
    await server.stop();
  }
});

test("no secret and no token of a session is in any line, error or metric", async () => {
  const server = await start();
  let said = "";
  let session;
  try {
    ({ session } = await (await openCanvas(server.url, SECRETS[0])).json());
    const authorization = { Authorization: `Bearer ${session}` };
    for (const [where, init] of [
      [`/api/bundle?token=${session}`, { headers: authorization }],
      ["/api/validate", { method: "POST", headers: { ...authorization, "Content-Type": "application/json" }, body: "{}" }],
      ["/api/validate", { method: "POST", headers: { Authorization: `Basic ${session}` }, body: session }],
      [`/nothing?${session}`, {}],
    ]) said += await (await fetch(server.url + where, init)).text();
    said += await (await openCanvas(server.url, SECRETS[1], 7)).text();
    said += await (await fetch(`${server.url}/metrics`, { headers: { Authorization: `Bearer ${METRICS_TOKEN}` } })).text();
    server.child.kill("SIGHUP");
    await server.logged("reloaded");
  } finally {
    await server.stop();
  }
  said += server.errors();
  assert.ok(server.errors().includes('"path":"/api/validate"'), "the session was logged at all");
  for (const secret of [...SECRETS, METRICS_TOKEN, session, "the-token-of-a-user"]) {
    assert.ok(!said.includes(secret), `a secret is in\n${said.split("\n").find((line) => line.includes(secret))}`);
  }
  for (const line of server.errors().trim().split("\n")) assert.doesNotThrow(() => JSON.parse(line), line);
});

test("who validated what is written down in a chain, without values; one that asks too often waits", async () => {
  const server = await start(setup('[audit]\nfile = "audit.jsonl"\nrequired = true\n[rate]\nuser_per_minute = 3\n'));
  const statuses = [];
  try {
    const { session } = await (await openCanvas(server.url, SECRETS[0])).json();
    for (let i = 0; i < 4; ++i) {
      const response = await fetch(`${server.url}/api/validate`, {
        method: "POST",
        headers: { Authorization: `Bearer ${session}`, "Content-Type": "application/json" },
        body: JSON.stringify({ object: "Thing__c", operation: "insert", record: { Name: "a value nobody may read" } }),
      });
      statuses.push(response.status);
      if (response.status === 429) assert.equal(response.headers.get("retry-after"), "20");
    }
  } finally {
    await server.stop();
  }
  const file = path.join(folder, "audit.jsonl");
  const lines = (await readFile(file, "utf8")).trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual([statuses[3], lines.length], [429, 3]);
  const [{ action, user, organization, object, request, status }] = lines;
  assert.deepEqual([action, user, organization, object, status],
    ["validate", "005000000000001AAA", "00D000000000001AAA", "Thing__c", statuses[0]]);
  assert.match(request, /^[0-9a-f]{32}$/);
  assert.ok(!JSON.stringify(lines).includes("nobody may read"));
  const verify = () => new Promise((resolve) => execFile(PROGRAM, ["audit", "verify", file],
    (error, stdout, stderr) => resolve([error?.code ?? 0, stdout + stderr])));
  assert.match((await verify()).join(" "), /^0 OK: lines 1 to 3, 0 of them after a repair; digest [0-9a-f]{64}\n$/);
  await writeFile(file, (await readFile(file, "utf8")).replace("Thing__c", "Thong__c"));
  const [code, words] = await verify();
  assert.equal(code, 1);
  assert.match(words, /audit\.jsonl:2: .*chain is broken/);
});

test("a stop is announced to balancers before connections are refused", async () => {
  const server = await start(setup().replace("threads = 2", "threads = 2\nannounce_seconds = 2"));
  const ready = () => fetch(`${server.url}/readyz`);
  assert.equal((await ready()).status, 200);
  server.child.kill("SIGTERM");
  await server.logged("stopping");
  const told = await ready();
  assert.deepEqual([told.status, await told.json()], [503, { status: "stopping" }]);
  assert.equal((await openCanvas(server.url, SECRETS[0])).status, 200, "whoever still comes is served");
  await once(server.child, "close");
  assert.equal(server.child.exitCode, 0);
});

test("a line of the log names the trace that its request is part of, if it is one", async () => {
  const server = await start();
  const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
  const ask = (traceparent) => fetch(`${server.url}/readyz`, { headers: { traceparent } });
  try {
    await ask(`00-${trace}-00f067aa0ba902b7-01`);
    await ask(`00-${trace.toUpperCase()}-00f067aa0ba902b7-01`);
    await fetch(`${server.url}/nothing`);
    await server.logged('"path":"/nothing"');
  } finally {
    await server.stop();
  }
  const lines = server.errors().trim().split("\n").map((line) => JSON.parse(line)).filter((line) => line.event === "request");
  // Two connections' lines may come in either order.
  const seen = lines.map((line) => [line.path, line.trace ?? "none"].join(" "));
  assert.deepEqual(seen.toSorted(), ["/nothing none", `/readyz ${trace}`, "/readyz none"]);
});

test("the process keeps no privilege but that of low ports, and can get none", async () => {
  const { child, stop } = await start();
  const status = await readFile(`/proc/${child.pid}/status`, "utf8");
  const line = (name) => status.match(new RegExp(`^${name}:\\s+(\\S+)`, "m"))[1];
  const LOW_PORTS = 1n << 10n;
  for (const set of ["CapInh", "CapAmb"]) assert.equal(BigInt(`0x${line(set)}`), 0n, set);
  for (const set of ["CapPrm", "CapEff"]) assert.equal(BigInt(`0x${line(set)}`) & ~LOW_PORTS, 0n, set);
  if (process.getuid() === 0) assert.equal(BigInt(`0x${line("CapBnd")}`), 0n);
  assert.equal(line("NoNewPrivs"), "1");
  await stop();
});

test("a log that nobody reads holds up no request", async () => {
  const child = spawn(PROGRAM, ["serve", "--config", await writeSetup(setup())]);
  child.stderr.pause();
  const [line] = await once(child.stdout.setEncoding("utf8"), "data");
  const url = line.match(/http:\S+/)[0];
  try {
    for (let i = 0; i < 1000; ++i) await (await fetch(`${url}/healthz`)).text();
  } finally {
    child.kill("SIGTERM");
    child.stderr.resume();
    await once(child, "close");
  }
  assert.equal(child.exitCode, 0);
});
