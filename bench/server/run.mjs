// node bench/server/run.mjs [--seconds=3] [--rounds=5] [--connections=32]: the server and others beside it, each pinned
// to processor 0 while wrk loads it from processor 1, in rounds that interleave. The figure is the server's processor
// time per request (/proc/PID/stat): wall-clock time on a shared machine tells of the neighbours.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { CONTESTANTS, SECRET, signedBodies } from "./contestants.mjs";

const BODIES = 6000;
const FIRST_PORT = 18300;
const { values: options } = parseArgs({
  options: { seconds: { type: "string", default: "3" }, rounds: { type: "string", default: "5" }, connections: { type: "string", default: "32" } },
});
const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"]));

function processorSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

async function untilItListens(port, child) {
  for (let tries = 0; tries < 200; ++tries) {
    if (child.exitCode !== null) throw new Error(`the server on port ${port} ended with ${child.exitCode}`);
    const listens = await new Promise((tell) => {
      const socket = connect(port, "127.0.0.1", () => { socket.destroy(); tell(true); });
      socket.on("error", () => tell(false));
    });
    if (listens) return;
    await new Promise((go) => setTimeout(go, 25));
  }
  throw new Error(`nothing listens on port ${port}`);
}

function wrkScript(folder, request) {
  const file = path.join(folder, `${request}.lua`);
  const post = `
local bodies = {}
for line in io.lines(${JSON.stringify(path.join(folder, "bodies.txt"))}) do bodies[#bodies + 1] = line end
local at = 0
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
request = function() at = at % #bodies + 1; return wrk.format("POST", nil, nil, bodies[at]) end`;
  const done = `
done = function(summary, latency)
  io.write(string.format("RESULT %d %d %d %d\\n", summary.requests, summary.errors.status + summary.errors.read, latency:percentile(50), latency:percentile(99)))
end`;
  writeFileSync(file, (request === "POST" ? post : "") + done);
  return file;
}

async function race(contestant, folder, port) {
  const [command, ...words] = contestant.command(folder, port);
  const child = spawn("taskset", ["-c", "0", command, ...words], { stdio: "ignore", env: { ...process.env, PRESAVE_CANVAS_SECRET: SECRET } });
  try {
    await untilItListens(port, child);
    const before = processorSeconds(child.pid);
    const told = execFileSync("taskset", ["-c", "1", "wrk", "-t1", `-c${options.connections}`, `-d${options.seconds}s`, "-s", wrkScript(folder, contestant.request),
      `http://127.0.0.1:${port}${contestant.path}`], { encoding: "utf8" });
    const spent = processorSeconds(child.pid) - before;
    const [requests, errors, median, p99] = told.match(/RESULT (\d+) (\d+) (\d+) (\d+)/).slice(1).map(Number);
    if (errors > 0) throw new Error(`${contestant.name}: ${errors} of ${requests} requests were not answered with success`);
    return { microseconds: (spent / requests) * 1e6, perSecond: requests / Number(options.seconds), median, p99 };
  } finally {
    child.kill("SIGTERM");
    await new Promise((gone) => (child.exitCode === null && child.signalCode === null ? child.on("exit", gone) : gone()));
  }
}

const folder = mkdtempSync(path.join(tmpdir(), "presave-race-"));
try {
  writeFileSync(path.join(folder, "bodies.txt"), signedBodies(BODIES).join("\n"));
  const results = new Map(CONTESTANTS.map((contestant) => [contestant, []]));
  for (let round = 0; round < Number(options.rounds); ++round) {
    for (const [place, contestant] of CONTESTANTS.entries()) results.get(contestant).push(await race(contestant, folder, FIRST_PORT + place));
  }
  console.log("| server | µs of processor a request, least (median) | requests a second, most | median, 99 % (µs, best round) |\n|---|---:|---:|---:|");
  for (const [{ name }, rounds] of results) {
    const sorted = rounds.toSorted((a, b) => a.microseconds - b.microseconds);
    const middle = sorted[Math.floor(sorted.length / 2)];
    const most = Math.max(...rounds.map((round) => round.perSecond));
    console.log(`| ${name} | ${sorted[0].microseconds.toFixed(1)} (${middle.microseconds.toFixed(1)}) | ${Math.round(most)} | ${sorted[0].median}, ${sorted[0].p99} |`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
