// The real server under test: compiles the example org with the command line, then serves it.
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { BUILD, ORG_SOURCE, ROOT } from "./paths.js";

const BINARY = process.env.PRESAVE_BINARY ?? join(ROOT, "build/release/cli/presave");
const START_TIMEOUT_MS = 10_000;

/**
 * Starts the server and waits until it is healthy.
 * @param {{port: number, ancestors: string[], secret: string, org?: string, sessionCookie?: boolean}} options `org`: saves go
 *   through the server, to that org; `sessionCookie`: sessions travel in a cookie, then, too
 * @returns {Promise<{origin: string, stop: () => Promise<void>}>}
 */
export async function startAppServer({ port, ancestors, secret, org, sessionCookie = false }) {
  await requireBuilt(BINARY, "the native build");
  await requireBuilt(join(ROOT, "web/dist/canvas.html"), "npm run build:web");
  await mkdir(BUILD, { recursive: true });
  const bundle = join(BUILD, "bundle.json");
  await compile(bundle);
  const flags = org ? ["--config", await writeSetup({ bundle, port, ancestors, org, sessionCookie })] : flagsFor({ bundle, port, ancestors });
  const child = spawn(BINARY, ["serve", ...flags], {
    env: { ...process.env, PRESAVE_CANVAS_SECRET: secret, PRESAVE_SEALING_KEYS: `test:${randomBytes(32).toString("base64")}` },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const origin = `http://127.0.0.1:${port}`;
  await waitUntilHealthy(child, origin);
  return { origin, stop: () => stop(child) };
}

/** The quick way to set a server up. */
function flagsFor({ bundle, port, ancestors }) {
  const framers = ancestors.flatMap((origin) => ["--frame-ancestor", origin]);
  return ["--bundle", bundle, "--web", join(ROOT, "web/dist"), "--address", "127.0.0.1", "--port", String(port), ...framers];
}

/** The same and more in a file: pages save through the server, which may call an org of this machine. */
async function writeSetup({ bundle, port, ancestors, org, sessionCookie }) {
  const file = join(BUILD, `presave-${port}.toml`);
  const text = `
[server]
address = "127.0.0.1"
port = ${port}
web = ${JSON.stringify(join(ROOT, "web/dist"))}
frame_ancestors = ${JSON.stringify(ancestors)}
[[bundle]]
name = "main"
file = ${JSON.stringify(bundle)}
[[app]]
name = "main"
secrets = [{ env = "PRESAVE_CANVAS_SECRET" }]
saves = true
[store]
file = ${JSON.stringify(join(BUILD, `presave-${port}.db`))}
keys = { env = "PRESAVE_SEALING_KEYS" }
[[sign_in]]
app = "main"
client_id = "consumer key"
client_secret = { env = "PRESAVE_CANVAS_SECRET" }
redirect_uri = "http://127.0.0.1:${port}/oauth/callback"
[canvas]
session_cookie = ${sessionCookie}
[outbound]
hosts = [${JSON.stringify(org)}]
allow_http_to_loopback = true
`;
  await writeFile(file, text);
  return file;
}

async function compile(bundle) {
  try {
    await promisify(execFile)(BINARY, ["compile", ORG_SOURCE, "-o", bundle]);
  } catch (error) {
    throw new Error(`the example org does not compile:\n${error.stdout}${error.stderr}`);
  }
}

async function requireBuilt(file, how) {
  try {
    await access(file);
  } catch {
    throw new Error(`${file} is missing; make it first with ${how}`);
  }
}

async function waitUntilHealthy(child, origin) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server stopped at once with exit code ${child.exitCode}`);
    const healthy = await fetch(`${origin}/healthz`).then((r) => r.ok, () => false);
    if (healthy) return;
    await sleep(50);
  }
  child.kill();
  throw new Error(`the server at ${origin} was not healthy within ${START_TIMEOUT_MS} ms`);
}

function stop(child) {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill();
  });
}
