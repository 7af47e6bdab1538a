// Checks a CSV file beside the page, so that the page never waits: the file comes in as a stream, the engine runs here.
import { loadEngine } from "presave";
import { wordsIn } from "../words/words.js";
import type { FromWorker, ToWorker } from "./protocol.js";
import { CsvRun, faultText } from "./run.js";

/** Refused rows that the page gets to show; the download has the rest. */
const SHOWN_ROWS = 200;
const PROGRESS_EVERY_MS = 100;

let stopped = false;

self.addEventListener("message", (event: MessageEvent<ToWorker>) => {
  if (event.data.type === "stop") stopped = true;
  else void check(event.data);
});

function tell(message: FromWorker): void {
  self.postMessage(message);
}

async function check(order: Extract<ToWorker, { type: "check" }>): Promise<void> {
  const words = wordsIn([order.language]);
  try {
    const engine = await loadEngine(order.timeZone ? { timeZone: order.timeZone } : {});
    const run = new CsvRun(engine.loadBundle(order.bundle), order.question, words);
    const begin = performance.now();
    await readAll(order.file, run, words.csv.notUtf8);
    const result = run.tally.result(SHOWN_ROWS);
    const ms = performance.now() - begin;
    tell({ type: "done", result, refusedFile: run.refusedFile(), notChecked: run.notChecked, stopped, ms });
  } catch (error) {
    tell({ type: "fault", message: faultText(error, words) });
  }
}

async function readAll(file: File, run: CsvRun, notUtf8: string): Promise<void> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const reader = file.stream().getReader();
  let bytes = 0;
  let told = 0;
  for (let piece = await reader.read(); !piece.done && !stopped; piece = await reader.read()) {
    run.push(decoded(decoder, piece.value, notUtf8));
    bytes += piece.value.length;
    if (performance.now() - told < PROGRESS_EVERY_MS) continue;
    told = performance.now();
    tell({ type: "progress", rows: run.tally.rows, share: bytes / file.size });
  }
  await reader.cancel();
  if (!stopped) run.push(decoded(decoder, undefined, notUtf8));
  if (!stopped) run.finish();
}

/** The text of a piece; at the end, of what is left of a letter. */
function decoded(decoder: TextDecoder, bytes: Uint8Array<ArrayBuffer> | undefined, notUtf8: string): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch (cause) {
    throw new Error(notUtf8, { cause });
  }
}
