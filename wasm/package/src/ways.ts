// The ways in which an engine can run, and what is known of the one that was taken.
import type {PresaveError} from "./errors.js";

/**
 * Where the engine runs: "webassembly" in the page itself; "worker" and "frame" beside it; "javascript" in the page, but
 * translated to plain JavaScript, which is several times slower.
 */
export type Way = "webassembly" | "worker" | "frame" | "javascript";

/** A way that was tried, and why it could not be taken. */
export interface RefusedWay {
  way: Way;
  error: PresaveError;
}

/** How an engine came to be. */
export interface Arrival {
  runs: Way;
  refused: readonly RefusedWay[];
}
