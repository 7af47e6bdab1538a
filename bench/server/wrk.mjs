// wrk as the load: as many requests as the server takes, from processor 1. Needs writeBodies() once.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { callout, signedBodies } from "./bodies.mjs";

const SIGNED = 6000;

/** Writes the bodies that asks name, one a line. */
export function writeBodies(folder) {
  writeFileSync(bodiesFile(folder, "signed"), signedBodies(SIGNED).join("\n"));
  writeFileSync(bodiesFile(folder, "callout"), callout());
}

export function bodiesFile(folder, name) {
  return path.join(folder, `${name}.txt`);
}

function script(folder, ask) {
  const headers = Object.entries(ask.headers).map(([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}\n`).join("");
  const post = ask.body ? `
local bodies = {}
for line in io.lines(${JSON.stringify(bodiesFile(folder, ask.body))}) do bodies[#bodies + 1] = line end
local at = 0
request = function() at = at % #bodies + 1; return wrk.format("POST", nil, nil, bodies[at]) end` : "";
  return `${headers}${post}
done = function(summary, latency)
  io.write(string.format("RESULT %d %d %d %d %d\\n", summary.requests, summary.errors.status, summary.errors.read, latency:percentile(50), latency:percentile(99)))
end`;
}

/** Asks for some seconds; throws where an answer is not the one that is expected. Times are in microseconds. */
export function runWrk(folder, port, ask, { seconds, connections }) {
  const file = path.join(folder, "wrk.lua");
  writeFileSync(file, script(folder, ask));
  const told = execFileSync("taskset", ["-c", "1", "wrk", "-t1", `-c${connections}`, `-d${seconds}s`, "-s", file, `http://127.0.0.1:${port}${ask.path}`],
    { encoding: "utf8" });
  const [requests, refused, broken, median, p99] = told.match(/RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/).slice(1).map(Number);
  if (broken > 0 || refused !== (ask.refused ? requests : 0)) {
    throw new Error(`${ask.method} ${ask.path}: of ${requests} answers ${refused} were refusals, and ${broken} did not come`);
  }
  return { requests, perSecond: requests / Number(seconds), median, p99 };
}
