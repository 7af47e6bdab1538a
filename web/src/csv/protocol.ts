// What the page and its worker say to each other.
import type { CsvQuestion } from "./run.js";
import type { CsvResult } from "./tally.js";

/** Page to worker: check this file; or stop, and give what there is. */
export type ToWorker =
  | { type: "check"; file: File; bundle: string; question: CsvQuestion; timeZone: string | undefined; language: string }
  | { type: "stop" };

/** Worker to page. */
export type FromWorker =
  | { type: "progress"; rows: number; share: number }
  | { type: "done"; result: CsvResult; refusedFile: Blob; notChecked: string[]; stopped: boolean; ms: number }
  | { type: "fault"; message: string };
