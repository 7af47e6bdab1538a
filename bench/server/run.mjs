// node bench/server/run.mjs [--seconds=3] [--rounds=5] [--connections=32] [--only=TEXT]: the server and others beside it,
// each pinned to processor 0 while wrk loads it from processor 1, in rounds that interleave. The figure is the server's
// processor time per request (/proc/PID/stat): wall-clock time on a shared machine tells of the neighbours.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ENVIRONMENT, contestants } from "./contestants.mjs";
import { startPinned } from "./pinned.mjs";
import { runWrk, writeBodies } from "./wrk.mjs";

const FIRST_PORT = 18300;
const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "3" }, rounds: { type: "string", default: "5" },
    connections: { type: "string", default: "32" }, only: { type: "string", default: "" },
  },
});

async function race(contestant, folder, port) {
  const server = await startPinned(contestant.command(folder, port), port, ENVIRONMENT);
  try {
    const before = server.processorSeconds();
    const told = runWrk(folder, port, contestant.ask, options);
    const spent = server.processorSeconds() - before;
    return { microseconds: (spent / told.requests) * 1e6, ...told };
  } finally {
    await server.stop();
  }
}

const folder = mkdtempSync(path.join(tmpdir(), "presave-race-"));
try {
  writeBodies(folder);
  const racers = contestants(folder).filter(({ name }) => name.includes(options.only));
  const results = new Map(racers.map((contestant) => [contestant, []]));
  for (let round = 0; round < Number(options.rounds); ++round) {
    for (const [place, contestant] of racers.entries()) results.get(contestant).push(await race(contestant, folder, FIRST_PORT + place));
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
