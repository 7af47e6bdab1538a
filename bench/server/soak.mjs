// node bench/server/soak.mjs [--minutes=10] [--at-once=24] [--most-growth=2]: mixed load for a while, and the server's
// resident memory meanwhile. Fails when an answer is not the expected one, or when memory has grown by more than so many
// percent from the second fifth of the time to the last: by then the bounded tables (sessions, used requests) are full.
import { Agent, request as ask } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { signedBody } from "./bodies.mjs";
import { ASKS, ENVIRONMENT, presave } from "./contestants.mjs";
import { startPinned } from "./pinned.mjs";

const PORT = 18340;
const USERS = 20_000;  // more than there may be sessions
const HUNG_UP = 0;   // in place of a status
const SAMPLE_MS = 2000;
const PARTS = 5;
const TOLD_IN_PARTS = 10;
const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" }, "at-once": { type: "string", default: "24" }, "most-growth": { type: "string", default: "2" },
  },
});
const agent = new Agent({ keepAlive: true, maxSockets: Number(options["at-once"]) });
let number = 0;  // of the opening, so that no two are the same
const sessions = [];  // tokens of pages that are open

function send(method, where, headers, body) {
  return new Promise((tell, fail) => {
    const sent = ask({ port: PORT, host: "127.0.0.1", agent, method, path: where, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => tell({ status: answer.statusCode, body: Buffer.concat(parts).toString() }));
      answer.on("error", fail);
    });
    sent.on("error", fail);
    sent.end(body);
  });
}

const form = ASKS.signedRequest.headers;
const newUser = () => `005${String(number % USERS).padStart(12, "0")}AAA`;
const open = (headers, body) => send("POST", "/canvas", { ...form, ...headers }, body);

async function openPage() {
  return (await open({}, signedBody(++number, newUser()))).status;
}

async function openSession() {
  const answer = await open({ Accept: "application/json" }, signedBody(++number, newUser()));
  if (answer.status === 200) sessions.push(JSON.parse(answer.body).session);
  return answer.status;
}

/** One of the last sessions. */
async function useSession() {
  const token = sessions.at(-1 - Math.floor(Math.random() * Math.min(sessions.length, 100)));
  return (await send("GET", "/api/bundle", { Authorization: `Bearer ${token}` })).status;
}

async function closeSession() {
  return (await send("POST", "/api/logout", { Authorization: `Bearer ${sessions.shift()}` })).status;
}

async function badlySigned() {
  return (await open({}, signedBody(++number).replace("signed_request=", "signed_request=A"))).status;
}

async function decide() {
  const fields = [{ name: "StartDate__c", value: "2026-06-02" }, { name: "EndDate__c", value: `2026-06-0${1 + (number % 9)}` }];
  return (await send("POST", "/v1/validate", ASKS.callout.headers, JSON.stringify({ object: "Rental__c", fields }))).status;
}

const gets = (where) => async () => (await send("GET", where, {})).status;

/** Somebody who says this and waits for the end, or hangs up at once. */
function rawly(text, waits) {
  return () => new Promise((tell) => {
    const socket = connect(PORT, "127.0.0.1", () => { socket.write(text); if (!waits) socket.destroy(); });
    socket.on("data", () => {}).on("error", () => {}).on("close", () => tell(HUNG_UP));
  });
}

/** What is asked (no wrong passwords: they lock out the right one), how often of 100, and which answers are right: a
 *  session may have yielded to others. */
const MIX = [
  { often: 25, act: openPage, right: [200] }, { often: 10, act: openSession, right: [200] },
  { often: 10, act: useSession, right: [200, 401] }, { often: 9, act: closeSession, right: [204, 401] },
  { often: 5, act: badlySigned, right: [401] }, { often: 20, act: decide, right: [200] },
  { often: 5, act: gets("/embed"), right: [200] }, { often: 5, act: gets("/healthz"), right: [200] },
  { often: 5, act: gets("/nowhere"), right: [404] },
  { often: 2, act: rawly("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", true), right: [HUNG_UP] },
  { often: 2, act: rawly("POST /canvas HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nsigned", false), right: [HUNG_UP] },
  { often: 2, act: rawly("GET /canvas HTTP/1.1\r\nHo", false), right: [HUNG_UP] },
];

function chosen() {
  let place = Math.random() * MIX.reduce((sum, { often }) => sum + often, 0);
  return MIX.find(({ often }) => (place -= often) < 0) ?? MIX[0];
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

/** The medians of equal parts of the time. */
function byParts(samples, parts) {
  return Array.from({ length: parts }, (_, part) =>
    median(samples.slice(Math.floor((part * samples.length) / parts), Math.floor(((part + 1) * samples.length) / parts))));
}

const folder = mkdtempSync(path.join(tmpdir(), "presave-soak-"));
const server = await startPinned(presave(folder, PORT), PORT, ENVIRONMENT);
const samples = [];
const sampling = setInterval(() => samples.push(server.residentBytes()), SAMPLE_MS);
try {
  const end = Date.now() + Number(options.minutes) * 60_000;
  let asked = 0;
  await Promise.all(Array.from({ length: Number(options["at-once"]) }, async () => {
    while (Date.now() < end) {
      const { act, right } = chosen();
      const status = await act();
      if (!right.includes(status)) throw new Error(`a wrong answer: ${status} in place of ${right.join(" or ")}`);
      ++asked;
    }
  }));
  const [, early] = byParts(samples, PARTS);
  const late = byParts(samples, PARTS).at(-1);
  const growth = (late / early - 1) * 100;
  console.log(`${asked} requests in ${options.minutes} minutes, ${number} signed; resident memory by tenths of the time, MB: ` +
    `${byParts(samples, TOLD_IN_PARTS).map(megabytes).join(", ")}; most ${megabytes(Math.max(...samples))}; ` +
    `from the second fifth to the last ${growth.toFixed(2)} %`);
  if (growth > Number(options["most-growth"])) process.exitCode = 1;
} finally {
  clearInterval(sampling);
  agent.destroy();
  await server.stop();
  rmSync(folder, { recursive: true });
}
