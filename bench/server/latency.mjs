// node bench/server/latency.mjs [--part=0.7] [--seconds=5] [--rounds=5] [--connections=32] [--idle=10000]: how long answers
// to signed requests take at a part of the greatest load, and what idle connections cost in memory. wrk finds the
// greatest load; then bench/server/open_loop.cpp asks at the fixed rate, however the server does. Server and load have a
// processor each. OPEN_LOOP names the program.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ASKS, ENVIRONMENT, presave } from "./contestants.mjs";
import { startPinned } from "./pinned.mjs";
import { bodiesFile, runWrk, writeBodies } from "./wrk.mjs";

const PORT = 18350;
const SEPARATOR = "\n--next--\n";
const AT_ONCE = 200;  // connections that are opened together
const { values: options } = parseArgs({
  options: {
    part: { type: "string", default: "0.7" }, seconds: { type: "string", default: "5" }, rounds: { type: "string", default: "5" },
    connections: { type: "string", default: "32" }, idle: { type: "string", default: "10000" },
  },
});
const openLoop = path.resolve(import.meta.dirname, "../..", process.env.OPEN_LOOP ?? "build/release/bench/open_loop");

function requestText({ method, path: where, headers }, body) {
  const lines = Object.entries({ Host: "127.0.0.1", ...headers, "Content-Length": Buffer.byteLength(body) }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${where} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
}

async function served(folder, limits, measure) {
  const server = await startPinned(presave(folder, PORT, { limits }), PORT, ENVIRONMENT);
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
}

/** Microseconds at the fixed rate. */
function atRate(file, rate) {
  const told = execFileSync("taskset", ["-c", "1", openLoop, String(PORT), file, SEPARATOR, String(rate), options.seconds, options.connections], { encoding: "utf8" });
  const answers = JSON.parse(told);
  if (answers.refused > 0) throw new Error(`${answers.refused} of ${answers.requests} were refused`);
  return answers;
}

async function latencies(folder) {
  const file = path.join(folder, "requests.txt");
  const bodies = readFileSync(bodiesFile(folder, "signed"), "utf8").split("\n");
  writeFileSync(file, bodies.map((body) => requestText(ASKS.signedRequest, body) + SEPARATOR).join(""));
  console.log("| most a second | asked a second | median | 99 % | 99.9 % | longest (µs) |\n|---:|---:|---:|---:|---:|---:|");
  for (let round = 0; round < Number(options.rounds); ++round) {
    const most = await served(folder, "", () => runWrk(folder, PORT, ASKS.signedRequest, options).perSecond);
    const rate = Math.round(most * Number(options.part));
    const { p50, p99, p999, most: longest } = await served(folder, "", () => atRate(file, rate));
    console.log(`| ${Math.round(most)} | ${rate} | ${p50} | ${p99} | ${p999} | ${longest} |`);
  }
}

/** A connection over which one request was answered, and which is kept. */
function openIdle() {
  return new Promise((tell, fail) => {
    const socket = connect(PORT, "127.0.0.1", () => socket.write(requestText(ASKS.health, "")));
    socket.once("data", () => tell(socket));
    socket.once("error", fail);
    socket.once("close", () => fail(new Error("a connection was closed")));
  });
}

async function idleMemory(folder) {
  const count = Number(options.idle);
  const limits = `connections = ${count + 10}\nconnections_of_address = ${count + 10}\nidle_seconds = 600`;
  await served(folder, limits, async (server) => {
    const before = server.residentBytes();
    const sockets = [];
    while (sockets.length < count) {
      sockets.push(...(await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - sockets.length) }, openIdle))));
    }
    const after = server.residentBytes();
    for (const socket of sockets) socket.removeAllListeners("close").destroy();
    console.log(`${count} idle connections: ${(after / 1e6).toFixed(1)} MB resident, ${(before / 1e6).toFixed(1)} MB before them: ` +
      `${((after - before) / count / 1000).toFixed(1)} KB each`);
  });
}

const folder = mkdtempSync(path.join(tmpdir(), "presave-latency-"));
try {
  writeBodies(folder);
  if (Number(options.idle) > 0) await idleMemory(folder);
  await latencies(folder);
} finally {
  rmSync(folder, { recursive: true });
}
