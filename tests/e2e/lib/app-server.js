// The real server under test: compiles the example org with the command line, then serves it.
import { execFile, spawn } from "node:child_process";
import { access, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { BUILD, ORG_SOURCE, ROOT } from "./paths.js";

const BINARY = process.env.PRESAVE_BINARY ?? join(ROOT, "build/release/cli/presave");
const START_TIMEOUT_MS = 10_000;

/**
 * Starts the server and waits until it is healthy.
 * @param {{port: number, ancestors: string[], secret: string}} options
 * @returns {Promise<{origin: string, stop: () => Promise<void>}>}
 */
export async function startAppServer({ port, ancestors, secret }) {
  await requireBuilt(BINARY, "the native build");
  await requireBuilt(join(ROOT, "web/dist/canvas.html"), "npm run build:web");
  await mkdir(BUILD, { recursive: true });
  const bundle = join(BUILD, "bundle.json");
  await compile(bundle);
  const flags = ["--bundle", bundle, "--web", join(ROOT, "web/dist"), "--address", "127.0.0.1"];
  const framers = ancestors.flatMap((origin) => ["--frame-ancestor", origin]);
  const child = spawn(BINARY, ["serve", ...flags, "--port", String(port), ...framers], {
    env: { ...process.env, PRESAVE_CANVAS_SECRET: secret },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const origin = `http://127.0.0.1:${port}`;
  await waitUntilHealthy(child, origin);
  return { origin, stop: () => stop(child) };
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
