// packaging/nginx/presave.conf, as it stands but for ports and files, in a real nginx in front of a real server.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import http2 from "node:http2";
import https from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

const PROGRAM = process.env.PRESAVE_PROGRAM ?? "build/release/cli/presave";
const DATA = path.resolve("tests/server/data");
const SECRET = "a consumer secret for this test";
const HOST = "presave.example.com";
let folder;
let presave;
let nginx;
let port;
let log = "";

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const free = server.address().port;
  server.close();
  await once(server, "close");
  return free;
}

async function startPresave() {
  await writeFile(path.join(folder, "secret"), SECRET, { mode: 0o600 });
  await writeFile(path.join(folder, "presave.toml"), `[server]
port = 0
web = "${DATA}/web"
frame_ancestors = ["https://example.lightning.force.com"]
[proxy]
trusted = ["127.0.0.1"]
[log]
format = "json"
[metrics]
access = "loopback"
[canvas]
issued_age_seconds = 0
[[bundle]]
name = "main"
file = "${DATA}/bundle.json"
[[app]]
name = "main"
secrets = [{ file = "secret" }]
`);
  presave = spawn(PROGRAM, ["serve", "--config", path.join(folder, "presave.toml")]);
  presave.stderr.setEncoding("utf8").on("data", (chunk) => (log += chunk));
  const [line] = await once(presave.stdout.setEncoding("utf8"), "data");
  return line.match(/:(\d+)\s/)[1];
}

async function startNginx(presavePort) {
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1", "-subj", `/CN=${HOST}`,
    "-addext", `subjectAltName=DNS:${HOST}`, "-keyout", path.join(folder, "key.pem"), "-out", path.join(folder, "fullchain.pem")], { stdio: "ignore" });
  port = await freePort();
  const ours = (await readFile("packaging/nginx/presave.conf", "utf8"))
    .replace("listen 443", `listen 127.0.0.1:${port}`).replace("127.0.0.1:8212", `127.0.0.1:${presavePort}`).replaceAll("/etc/presave/tls", folder);
  await writeFile(path.join(folder, "presave.conf"), ours);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join("\n");
  await writeFile(path.join(folder, "nginx.conf"), `daemon off;
pid ${folder}/nginx.pid;
error_log stderr warn;
events {}
http {
  access_log off;
  ${temporary}
  include ${folder}/presave.conf;
}
`);
  nginx = spawn("nginx", ["-c", path.join(folder, "nginx.conf"), "-p", folder], { stdio: ["ignore", "ignore", "inherit"] });
  for (let tries = 0; ; ++tries) {
    try {
      return await ask("/healthz");
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((next) => setTimeout(next, 50));
    }
  }
}

/** A request through nginx, which must show the certificate. */
async function ask(where, { method = "GET", headers = {}, body } = {}) {
  const ca = await readFile(path.join(folder, "fullchain.pem"));
  return new Promise((resolve, reject) => {
    const request = https.request({ host: "127.0.0.1", port, servername: HOST, ca, path: where, method, headers: { Host: HOST, ...headers }, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => (text += chunk)).on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** The line of the log for a path. */
async function logged(where) {
  for (let tries = 0; tries < 200; ++tries) {
    const line = log.split("\n").find((one) => one.includes(`"path":"${where}"`));
    if (line) return JSON.parse(line);
    await new Promise((next) => setTimeout(next, 25));
  }
  throw new Error(`${where} is not in\n${log}`);
}

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "presave-nginx-"));
  await startNginx(await startPresave());
});

after(async () => {
  for (const child of [nginx, presave]) {
    if (!child || child.exitCode !== null) continue;
    child.kill("SIGTERM");
    await once(child, "close");
  }
  await rm(folder, { recursive: true });
});

test("a signed request passes through, and its page may be framed by the org's hosts only", async () => {
  const envelope = JSON.parse(await readFile(path.join(DATA, "envelope.json"), "utf8"));
  const body = Buffer.from(JSON.stringify(envelope)).toString("base64");
  const signature = createHmac("sha256", SECRET).update(body).digest("base64");
  const opened = await ask("/canvas", {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
    body: new URLSearchParams({ signed_request: `${signature}.${body}` }).toString(),
  });
  assert.equal(opened.status, 200, opened.text);
  const page = await ask("/");
  assert.match(page.headers["content-security-policy"], /frame-ancestors https:\/\/example\.lightning\.force\.com/);
  assert.match(page.headers["strict-transport-security"] ?? "", /max-age/, "it knows that its visitors come by HTTPS");
});

test("the address in the log is nginx's word, never the visitor's", async () => {
  await ask("/from-whom", { headers: { "X-Forwarded-For": "203.0.113.9", Forwarded: "for=203.0.113.10" } });
  assert.equal((await logged("/from-whom")).address, "127.0.0.1");
});

test("nginx's name for a request is the one in our log and answer", async () => {
  const answer = await ask("/named");
  assert.match(answer.headers["x-request-id"], /^[0-9a-f]{32}$/);
  assert.equal((await logged("/named")).id, answer.headers["x-request-id"]);
});

test("HTTP/2 comes in, HTTP/1.1 goes on", async () => {
  const client = http2.connect(`https://127.0.0.1:${port}`, { servername: HOST, ca: await readFile(path.join(folder, "fullchain.pem")) });
  const request = client.request({ ":path": "/healthz", ":authority": HOST });
  const [headers] = await once(request, "response");
  request.resume();
  await once(request, "end");
  client.close();
  assert.equal(headers[":status"], 200);
});

test("metrics and bodies that are too large end at nginx", async () => {
  assert.equal((await ask("/metrics")).status, 404);
  assert.equal((await ask("/api/validate", { method: "POST", headers: { "Content-Length": String(2 << 20) } }).catch(() => ({ status: 413 }))).status, 413);
  assert.ok(!log.includes('"path":"/metrics"') && !log.includes('"path":"/api/validate"'), "nothing of them came through");
});
