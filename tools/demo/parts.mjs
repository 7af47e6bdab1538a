// The two programs of the demo as one thing: started together, ended together.
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import path from "node:path";
import { DemoError } from "./ports.mjs";

const START_PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 100;

/**
 * Starts the server and the stand-in org.
 * @param {string} root
 * @param {{org: number, app: number}} ports
 * @param {string} secret the consumer secret that both know
 * @returns {{ready: Promise<void>, stop(): void, ended: Promise<number>}} `ready` when both answer; `ended` gives
 *   the code to exit with
 */
export function startParts(root, ports, secret) {
  const org = `http://localhost:${ports.org}`;
  const app = `http://127.0.0.1:${ports.app}`;
  const server = startPart("server", root, secret, "build/release/cli/presave", [
    "serve", "--bundle", "build/example-bundle.json", "--web", "web/dist",
    "--address", "127.0.0.1", "--port", String(ports.app), "--frame-ancestor", org,
  ]);
  const devorg = startPart("devorg", root, secret, process.execPath, [
    "devorg/main.js", "--port", String(ports.org), "--app", app,
    "--org", "examples/org", "--object", "Rental__c", "--record", "R-00001",
  ]);
  const ready = Promise.all([answers(`${app}/healthz`, server), answers(`${org}/`, devorg)]).then(() => undefined);
  return { ready, ...joinParts([server, devorg], ready) };
}

function startPart(name, root, secret, program, args) {
  const log = path.join("build", "logs", `${name}.log`);
  mkdirSync(path.join(root, "build", "logs"), { recursive: true });
  const output = createWriteStream(path.join(root, log));
  // A group of its own: Ctrl-C in the terminal reaches only us, and we stop the parts in order.
  const child = spawn(program, args, { cwd: root, env: { ...process.env, PRESAVE_CANVAS_SECRET: secret }, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const part = { name, log, child, lastWords: "", over: false };
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(output, { end: false });
    stream.on("data", (bytes) => { part.lastWords = String(bytes).trim().split("\n").at(-1); });
  }
  part.ended = new Promise((resolve) => {
    child.once("error", (error) => { part.lastWords = error.message; resolve(1); });
    child.once("exit", (code) => resolve(code ?? 1));
  }).then((code) => { part.over = true; return code; });
  return part;
}

/** When one ends, for whatever reason, the other is stopped. (Until both are ready, `ready` tells of it.) */
function joinParts(parts, ready) {
  let up = false;
  let asked = false;
  ready.then(() => { up = true; }, () => {});
  const stop = () => {
    asked = true;
    for (const { child, over } of parts) if (!over && child.pid) child.kill("SIGTERM");
  };
  for (const part of parts) {
    part.ended.then((code) => {
      if (asked || !up) return;
      console.error(`presave: the ${part.name} ended by itself with code ${code}: ${part.lastWords} (${part.log})`);
      process.exitCode = 1;
      stop();
    });
  }
  const ended = Promise.all(parts.map((part) => part.ended)).then((codes) => Math.max(...codes.map(Math.abs)));
  return { stop, ended };
}

async function answers(url, part) {
  const deadline = Date.now() + START_PATIENCE_MS;
  while (Date.now() < deadline && !part.over) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new DemoError(`the ${part.name} did not start: ${part.lastWords || "no word from it"} (${part.log})`);
}
