// Who is raced: how each server is started, and what it is asked.
import { execFileSync } from "node:child_process";
import { randomBytes, scryptSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { SECRET } from "./bodies.mjs";

const project = path.resolve(import.meta.dirname, "../..");
const program = path.join(project, process.env.PRESAVE ?? "build/release/cli/presave");
const PASSWORD = "password-of-the-race";

function nginx(shared, port) {
  const folder = path.join(shared, "nginx");  // nginx makes it its own user's
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "nginx.conf");
  writeFileSync(file, `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 1000000000; client_body_temp_path ${folder}; proxy_temp_path ${folder};
fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
server { listen 127.0.0.1:${port}; location / { return 200 "ok"; } } }\n`);
  return ["nginx", "-c", file];
}

function scryptHash(password) {
  const salt = randomBytes(16);
  const hash = scryptSync(password, salt, 32, { N: 16384, r: 8, p: 1 });
  return `$scrypt$ln=14,r=8,p=1$${salt.toString("base64url")}$${hash.toString("base64url")}`;
}

/** The server with one thread and a caller. `limits` are lines of its section [limits]. */
export function presave(folder, port, { bundle = path.join(project, "build/example-bundle.json"), limits = "" } = {}) {
  const file = path.join(folder, `presave-${port}.toml`);
  writeFileSync(file, `[server]
port = ${port}
threads = 1
web = ${JSON.stringify(path.join(project, "web/dist"))}
frame_ancestors = ["https://example.lightning.force.com"]
[limits]
${limits}
[rate]
organization_per_minute = 0
user_per_minute = 0
[[bundle]]
name = "main"
file = ${JSON.stringify(bundle)}
[[app]]
name = "main"
secrets = [{ env = "PRESAVE_CANVAS_SECRET" }]
[[caller]]
name = "apex"
kind = "basic"
user = "apex"
password_hashes = [${JSON.stringify(scryptHash(PASSWORD))}]
`);
  return [program, "serve", "--config", file];
}

export const ENVIRONMENT = { PRESAVE_CANVAS_SECRET: SECRET, NODE_ENV: "production" };

/** Compiles PMM's source, whose folder is named by the environment variable PMM. */
export function compilePmm(folder) {
  const bundle = path.join(folder, "pmm.json");
  execFileSync(program, ["compile", process.env.PMM, "-o", bundle], { stdio: "ignore" });
  return bundle;
}

const node = (file) => (_, port) => [process.execPath, path.join(import.meta.dirname, file), String(port), SECRET];

/** What is asked: `body` names what is sent, `status` what must come back. */
export const ASKS = {
  signedRequest: { method: "POST", path: "/canvas", body: "signed", headers: { "Content-Type": "application/x-www-form-urlencoded" } },
  health: { method: "GET", path: "/healthz", headers: {} },
  root: { method: "GET", path: "/", headers: {} },
  callout: {
    method: "POST", path: "/v1/validate", body: "callout",
    headers: { "Content-Type": "application/json", Authorization: `Basic ${Buffer.from(`apex:${PASSWORD}`).toString("base64")}` },
  },
};
/** The same bytes, which nobody decides. */
const undecided = { ...ASKS.callout, path: "/v1", refused: true };

const RACE = [
  { name: "presave, signed request", command: presave, ask: ASKS.signedRequest },
  { name: "presave, GET of its health", command: presave, ask: ASKS.health },
  { name: "nginx, `return 200` to the same POST", command: nginx, ask: ASKS.signedRequest },
  { name: "nginx, `return 200` to a GET", command: nginx, ask: ASKS.root },
  { name: "Node http + crypto, signed request", command: node("node_server.mjs"), ask: ASKS.signedRequest },
  { name: "Express, signed request", command: node("express_server.mjs"), ask: ASKS.signedRequest },
];

/** Each row: what it is called, how it is started in a folder on a port, and what it is asked. */
export function contestants(folder) {
  if (!process.env.PMM) return RACE;
  const bundle = compilePmm(folder);
  const command = (where, port) => presave(where, port, { bundle });
  return [
    ...RACE,
    { name: "presave, callout: a record decided", command, ask: ASKS.callout },
    { name: "presave, the same POST to no address", command, ask: undecided },
  ];
}
