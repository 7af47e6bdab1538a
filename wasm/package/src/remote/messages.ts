// What a page and an engine beside it (in a worker, in a frame) say to one another. Everything goes over one
// MessagePort, which the greeting hands over; so nobody else can listen in or answer.
import type {RefusedWay} from "../ways.js";

/** Changes whenever these messages do; the two sides may come from different servers. */
export const PROTOCOL = 2;

/** What an engine beside the page can be asked; the door has the same words. */
export const WORDS = [
  "loadBundle", "disposeBundle", "objects", "findings", "describe", "requirements", "validate", "explain",
  "openSession", "set", "outcome", "disposeSession", "loadMapping", "mappingFacts", "transform", "disposeMapping",
] as const;
export type Word = (typeof WORDS)[number];

export type Argument = string | number | Uint8Array;

/** The first message, to the worker or the frame; a MessagePort comes with it. */
export interface Greeting {
  presave: typeof PROTOCOL;
  /** URL or bytes of presave.wasm; without it, the one beside the other side's own script. */
  wasm?: string | ArrayBuffer | Uint8Array;
  /** URL of presave.javascript.js; without it, the one beside the other side's own script. */
  javascript?: string;
}

export interface Question {
  id: number;
  word: Word;
  arguments: Argument[];
}

/** An error as it crosses. */
export interface Refusal {
  code: string;
  where: string;
  message: string;
}

export type Answer = {id: number; value: string | number | boolean | undefined} | {id: number; error: Refusal};

/** The answer to the greeting. */
export type Welcome = {version: string; refused: {way: RefusedWay["way"]; error: Refusal}[]} | {error: Refusal};
