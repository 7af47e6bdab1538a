// A server that is measured: started on processor 0, what it has spent and holds (/proc), and its end. Whoever loads it
// runs on processor 1.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect } from "node:net";

const TRIES = 400;
const PAUSE_MS = 25;
const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"]));

const pause = (ms) => new Promise((go) => setTimeout(go, ms));

function listens(port) {
  return new Promise((tell) => {
    const socket = connect(port, "127.0.0.1", () => { socket.destroy(); tell(true); });
    socket.on("error", () => tell(false));
  });
}

async function untilItListens(port, child) {
  for (let tries = 0; tries < TRIES; ++tries) {
    if (child.exitCode !== null) throw new Error(`the server on port ${port} ended with ${child.exitCode}`);
    if (await listens(port)) return;
    await pause(PAUSE_MS);
  }
  throw new Error(`nothing listens on port ${port}`);
}

/** Starts a program on processor 0 and waits until it listens. `command` is the program and its words. */
export async function startPinned(command, port, environment = {}) {
  const child = spawn("taskset", ["-c", "0", ...command], { stdio: "ignore", env: { ...process.env, ...environment } });
  const ended = new Promise((tell) => child.on("exit", tell));
  const stop = async () => { child.kill("SIGTERM"); await ended; };
  try {
    await untilItListens(port, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    /** Of the kernel's and its own time, of all threads. */
    processorSeconds() {
      const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1].split(" ");
      return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    },
    /** Memory of the process that lies in RAM, in bytes. */
    residentBytes() {
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) * 1024;
    },
    stop,
  };
}
