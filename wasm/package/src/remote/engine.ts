// The same words as in ../engine.ts, asked of an engine in a worker or a frame: every answer is a promise.
import {jsonOf, jsonTextOf, withOffsets} from "../context.js";
import type {
  Change, ExplainOptions, Explanation, FieldValue, Finding, Mapped, MappingFacts, ObjectDescription, Outcome, RecordDocument, Request,
  Requirements,
} from "../documents.js";
import {apiName, bundleDisposed, mappingDisposed, sessionDisposed} from "../errors.js";
import type {Arrival, RefusedWay, Way} from "../ways.js";
import type {Zone} from "../zone.js";
import type {Line} from "./client.js";

/** An engine beside the page. Its bundles and sessions answer as Engine's do, but later: await every answer. */
export class RemoteEngine {
  readonly version: string;
  readonly runs: Way;
  /** What was tried before, and why it could not be. */
  readonly refused: readonly RefusedWay[];
  readonly #line: Line;
  readonly #zone: Zone;

  /** @internal */
  constructor(line: Line, zone: Zone, {runs, refused}: Arrival) {
    this.version = line.introduction.version;
    this.runs = runs;
    this.refused = refused;
    this.#line = line;
    this.#zone = zone;
  }

  /** As Engine.loadBundle. */
  async loadBundle(document: string | Uint8Array | object): Promise<RemoteBundle> {
    const isText = typeof document === "string" || document instanceof Uint8Array;
    const handle = (await this.#line.ask("loadBundle", isText ? document : jsonOf(document, "bundle"))) as number;
    return new RemoteBundle(this.#line, handle, await parsed(this.#line.ask("findings", handle)), this.#zone);
  }

  /** Ends the engine, with its worker or frame. What was not answered yet is refused. */
  dispose(): void {
    this.#line.close();
  }
}

/** As Bundle, each answer a promise. */
export class RemoteBundle {
  /** Rules and formula fields that did not compile; what they decide is "undetermined". */
  readonly findings: Finding[];
  readonly #line: Line;
  readonly #zone: Zone;
  #handle: number;

  /** @internal */
  constructor(line: Line, handle: number, findings: Finding[], zone: Zone) {
    this.#line = line;
    this.#handle = handle;
    this.findings = findings;
    this.#zone = zone;
  }

  async objects(): Promise<string[]> {
    return parsed(this.#line.ask("objects", this.#open()));
  }

  async describe(object: string): Promise<ObjectDescription> {
    return parsed(this.#line.ask("describe", this.#open(), String(object)));
  }

  async requirements(object: string): Promise<Requirements> {
    return parsed(this.#line.ask("requirements", this.#open(), String(object)));
  }

  async validate(request: Request): Promise<Outcome> {
    const handle = this.#open();
    const nowMs = Date.now();
    return parsed(this.#line.ask("validate", handle, jsonOf(withOffsets(request, nowMs, this.#zone), "request"), nowMs));
  }

  async explain(rule: string, request: Request, options: ExplainOptions = {}): Promise<Explanation> {
    const handle = this.#open();
    const nowMs = Date.now();
    const document = {...options, rule, request: withOffsets(request, nowMs, this.#zone)};
    return parsed(this.#line.ask("explain", handle, jsonOf(document, "request"), nowMs));
  }

  async session(request: Request): Promise<RemoteSession> {
    const handle = this.#open();
    const nowMs = Date.now();
    const text = jsonOf(withOffsets(request, nowMs, this.#zone), "request");
    return new RemoteSession(this.#line, (await this.#line.ask("openSession", handle, text, nowMs)) as number);
  }

  async mapping(document: string | object): Promise<RemoteMapping> {
    const handle = (await this.#line.ask("loadMapping", this.#open(), jsonTextOf(document, "mapping"))) as number;
    return new RemoteMapping(this.#line, handle, await parsed(this.#line.ask("mappingFacts", handle)));
  }

  async dispose(): Promise<void> {
    if (this.#handle === 0) return;
    const handle = this.#handle;
    this.#handle = 0;
    await this.#line.ask("disposeBundle", handle);
  }

  #open(): number {
    if (this.#handle !== 0) return this.#handle;
    throw bundleDisposed();
  }
}

/** As Mapping, each answer a promise. */
export class RemoteMapping {
  readonly facts: MappingFacts;
  readonly #line: Line;
  #handle: number;

  /** @internal */
  constructor(line: Line, handle: number, facts: MappingFacts) {
    this.#line = line;
    this.#handle = handle;
    this.facts = facts;
  }

  async transform(row: string | object): Promise<Mapped> {
    return JSON.parse(await this.transformJson(row));
  }

  async transformJson(row: string | object): Promise<string> {
    return (await this.#line.ask("transform", this.#open(), jsonTextOf(row, "row"), Date.now())) as string;
  }

  async dispose(): Promise<void> {
    if (this.#handle === 0) return;
    const handle = this.#handle;
    this.#handle = 0;
    await this.#line.ask("disposeMapping", handle);
  }

  #open(): number {
    if (this.#handle !== 0) return this.#handle;
    throw mappingDisposed();
  }
}

/** As Session, each answer a promise. Changes are made in the order in which they were asked for. */
export class RemoteSession {
  readonly #line: Line;
  #handle: number;

  /** @internal */
  constructor(line: Line, handle: number) {
    this.#line = line;
    this.#handle = handle;
  }

  async set(field: string, value: FieldValue | RecordDocument): Promise<Change> {
    return parsed(this.#line.ask("set", this.#open(), apiName(field), jsonOf(value, field)));
  }

  async outcome(): Promise<Outcome> {
    return parsed(this.#line.ask("outcome", this.#open()));
  }

  async dispose(): Promise<void> {
    if (this.#handle === 0) return;
    const handle = this.#handle;
    this.#handle = 0;
    await this.#line.ask("disposeSession", handle);
  }

  #open(): number {
    if (this.#handle !== 0) return this.#handle;
    throw sessionDisposed();
  }
}

async function parsed<T>(answer: Promise<unknown>): Promise<T> {
  return JSON.parse((await answer) as string);
}
