// What callers hold: an engine, and the bundles it has loaded.
import {withOffsets} from "./context.js";
import type {Finding, ObjectDescription, Outcome, Request} from "./documents.js";
import type {Door} from "./door.js";
import {PresaveError, reasonOf} from "./errors.js";
import type {Zone} from "./zone.js";

/** One instance of the rule engine, with memory of its own. */
export class Engine {
  readonly version: string;
  readonly #door: Door;
  readonly #zone: Zone;

  /** @internal */
  constructor(door: Door, zone: Zone) {
    this.#door = door;
    this.#zone = zone;
    this.version = door.version();
  }

  /**
   * Reads and compiles a bundle document: its text, its UTF-8 bytes, or the parsed object. Throws a
   * PresaveError where the document is malformed; rules that do not compile are `findings`, not errors.
   */
  loadBundle(document: string | Uint8Array | object): Bundle {
    const isText = typeof document === "string" || document instanceof Uint8Array;
    return new Bundle(this.#door, isText ? document : jsonOf(document, "bundle"), this.#zone);
  }
}

/** An org's rules, compiled. Call dispose() when done: the memory is the engine's, not the garbage collector's. */
export class Bundle {
  /** Rules and formula fields that did not compile; what they decide is "undetermined". */
  readonly findings: Finding[];
  readonly #door: Door;
  readonly #zone: Zone;
  #handle: number;

  /** @internal */
  constructor(door: Door, document: string | Uint8Array, zone: Zone) {
    this.#door = door;
    this.#zone = zone;
    this.#handle = door.loadBundle(document);
    this.findings = JSON.parse(door.findings(this.#handle));
  }

  /** The API names of the objects the bundle has rules or fields of. */
  objects(): string[] {
    return JSON.parse(this.#door.objects(this.#open()));
  }

  /** What a form needs to know of one object. */
  describe(object: string): ObjectDescription {
    return JSON.parse(this.#door.describe(this.#open(), String(object)));
  }

  /**
   * Decides a record. The page's clock and the zone's offsets are used where `context` has no `now` or
   * `offsets`. Throws a PresaveError where the request is malformed; what the rules say is the Outcome.
   */
  validate(request: Request): Outcome {
    const handle = this.#open();
    const nowMs = Date.now();
    return JSON.parse(this.#door.validate(handle, jsonOf(withOffsets(request, nowMs, this.#zone), "request"), nowMs));
  }

  /** Gives the bundle's memory back. Calling it again does nothing. */
  dispose(): void {
    if (this.#handle === 0) return;
    this.#door.disposeBundle(this.#handle);
    this.#handle = 0;
  }

  #open(): number {
    if (this.#handle !== 0) return this.#handle;
    throw new PresaveError("bundleDisposed", "", "This bundle was disposed of. Load it again with engine.loadBundle().");
  }
}

function jsonOf(document: unknown, what: string): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(document);
  } catch (cause) {
    throw new PresaveError("malformedJson", what, `The ${what} cannot be written as JSON: ${reasonOf(cause)}`, {cause});
  }
  if (text !== undefined) return text;
  throw new PresaveError("malformedJson", what, `The ${what} cannot be written as JSON: it is ${typeof document}.`);
}
