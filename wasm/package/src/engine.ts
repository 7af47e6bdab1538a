// What callers hold: an engine, and the bundles it has loaded.
import {jsonOf, jsonTextOf, withOffsets} from "./context.js";
import type {
  Change, ExplainOptions, Explanation, FieldValue, Finding, Mapped, MappingFacts, ObjectDescription, Outcome, RecordDocument, Request,
  Requirements,
} from "./documents.js";
import type {Door} from "./door.js";
import {apiName, bundleDisposed, mappingDisposed, sessionDisposed} from "./errors.js";
import type {Arrival, RefusedWay, Way} from "./ways.js";
import type {Zone} from "./zone.js";

/** One instance of the rule engine, with memory of its own. */
export class Engine {
  readonly version: string;
  readonly runs: Way;
  /** What was tried before, and why it could not be. */
  readonly refused: readonly RefusedWay[];
  readonly #door: Door;
  readonly #zone: Zone;

  /** @internal */
  constructor(door: Door, zone: Zone, {runs, refused}: Arrival) {
    this.#door = door;
    this.#zone = zone;
    this.version = door.version();
    this.runs = runs;
    this.refused = refused;
  }

  /**
   * Reads and compiles a bundle document: its text, its UTF-8 bytes, or the parsed object. Throws a
   * PresaveError where the document is malformed; rules that do not compile are `findings`, not errors.
   */
  loadBundle(document: string | Uint8Array | object): Bundle {
    const isText = typeof document === "string" || document instanceof Uint8Array;
    return new Bundle(this.#door, isText ? document : jsonOf(document, "bundle"), this.#zone);
  }

  /** Lets go of the engine and all its memory. Its bundles and sessions end, too. */
  dispose(): void {
    this.#door.close();
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

  /**
   * Keeps the record of a request open for editing: set() decides again only what reads the field, and says what
   * changed. Clock and zone as in validate(). dispose() it when the form closes.
   */
  session(request: Request): Session {
    const handle = this.#open();
    const nowMs = Date.now();
    const text = jsonOf(withOffsets(request, nowMs, this.#zone), "request");
    return new Session(this.#door, this.#door.openSession(handle, text, nowMs));
  }

  /** What to load so that every rule of the object can be decided: fields, parents, globals, a ready query. */
  requirements(object: string): Requirements {
    return JSON.parse(this.#door.requirements(this.#open(), String(object)));
  }

  /** Why a rule decides the record as it does: every part of its formula with its value, and what would make it pass. */
  explain(rule: string, request: Request, options: ExplainOptions = {}): Explanation {
    const handle = this.#open();
    const nowMs = Date.now();
    const document = {...options, rule, request: withOffsets(request, nowMs, this.#zone)};
    return JSON.parse(this.#door.explain(handle, jsonOf(document, "request"), nowMs));
  }

  /**
   * A mapping from foreign rows to records, checked against this bundle: the parsed YAML or JSON document, or its JSON text.
   * Throws a PresaveError where the document has another shape; what does not fit the org is in `facts.findings`.
   */
  mapping(document: string | object): Mapping {
    return new Mapping(this.#door, this.#door.loadMapping(this.#open(), jsonTextOf(document, "mapping")));
  }

  /** Gives the bundle's memory back. Calling it again does nothing. */
  dispose(): void {
    if (this.#handle === 0) return;
    this.#door.disposeBundle(this.#handle);
    this.#handle = 0;
  }

  #open(): number {
    if (this.#handle !== 0) return this.#handle;
    throw bundleDisposed();
  }
}

/** Foreign rows become records. Call dispose() when done; disposing of the bundle ends it, too. */
export class Mapping {
  /** What it is, and what is wrong with it. */
  readonly facts: MappingFacts;
  readonly #door: Door;
  #handle: number;

  /** @internal */
  constructor(door: Door, handle: number) {
    this.#door = door;
    this.#handle = handle;
    this.facts = JSON.parse(door.mappingFacts(handle));
  }

  /**
   * One row: an object with a member for each of `facts.headings`, such as a row of CSV by its header, or such an object's JSON
   * text; one that is missing is blank. Throws a PresaveError where the mapping is not sound; a row that does not fit is a
   * Mapped with reasons.
   */
  transform(row: string | object): Mapped {
    return JSON.parse(this.transformJson(row));
  }

  /** The same as JSON text, as the engine writes it: numbers keep the digits that JavaScript's own would lose. */
  transformJson(row: string | object): string {
    return this.#door.transform(this.#open(), jsonTextOf(row, "row"), Date.now());
  }

  /** Gives the mapping's memory back. Calling it again does nothing. */
  dispose(): void {
    if (this.#handle === 0) return;
    this.#door.disposeMapping(this.#handle);
    this.#handle = 0;
  }

  #open(): number {
    if (this.#handle !== 0) return this.#handle;
    throw mappingDisposed();
  }
}

/** One record while somebody edits it. Call dispose() when done; disposing of the bundle ends it, too. */
export class Session {
  readonly #door: Door;
  #handle: number;

  /** @internal */
  constructor(door: Door, handle: number) {
    this.#door = door;
    this.#handle = handle;
  }

  /**
   * Sets a field of the record, or an object (or null) in place of a parent: `set("Program__r", {…})`. Throws a
   * PresaveError where the object has no such field; the record then is as it was.
   */
  set(field: string, value: FieldValue | RecordDocument): Change {
    return JSON.parse(this.#door.set(this.#open(), apiName(field), jsonOf(value, field)));
  }

  /** All that is known of the record now. */
  outcome(): Outcome {
    return JSON.parse(this.#door.outcome(this.#open()));
  }

  /** Gives the session's memory back. Calling it again does nothing. */
  dispose(): void {
    if (this.#handle === 0) return;
    this.#door.disposeSession(this.#handle);
    this.#handle = 0;
  }

  #open(): number {
    if (this.#handle !== 0) return this.#handle;
    throw sessionDisposed();
  }
}
