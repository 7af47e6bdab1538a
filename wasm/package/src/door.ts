// The one place that touches the engine's memory: text in through the mailbox's window, one call, text out.
// wasm/bindings.cpp has the other side.
import {PresaveError, engineDisposed, errorOfFault, reasonOf} from "./errors.js";

/** What the Emscripten module offers; the names stand in wasm/bindings.cpp. */
export interface EngineModule {
  /** A new view whenever the memory has grown, so never kept. */
  readonly HEAPU8: Uint8Array;
  inputWindow(bytes: number): number;
  loadBundle(length: number): number;
  disposeBundle(handle: number): boolean;
  validate(handle: number, length: number, nowMs: number): number;
  describe(handle: number, length: number): number;
  requirements(handle: number, length: number): number;
  explain(handle: number, length: number, nowMs: number): number;
  openSession(handle: number, length: number, nowMs: number): number;
  set(session: number, nameLength: number, length: number): number;
  outcome(session: number): number;
  disposeSession(session: number): boolean;
  loadMapping(handle: number, length: number): number;
  mappingFacts(mapping: number): number;
  transform(mapping: number, length: number, nowMs: number): number;
  disposeMapping(mapping: number): boolean;
  findings(handle: number): number;
  objects(handle: number): number;
  version(): number;
  output(): number;
  outputLength(): number;
}

/** Up to here text is encoded straight into the window, which must have room for the worst case. */
const DIRECT_ENCODING_UNITS = 256 * 1024;
/** UTF-8 bytes that one UTF-16 unit can need. */
const BYTES_PER_UNIT = 3;

/** Runs the engine's words over text. */
export class Door {
  #module: EngineModule | undefined;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();
  #stopped: unknown;

  constructor(module: EngineModule) {
    this.#module = module;
  }

  /** Lets go of the engine. Bundles and sessions need not be disposed of before or after. */
  close(): void {
    this.#module = undefined;
  }

  version(): string {
    return this.#guarded((module) => this.#answer(module, module.version()));
  }

  loadBundle(document: string | Uint8Array): number {
    return this.#guarded((module) => {
      const handle = module.loadBundle(this.#write(module, document));
      if (handle === 0) throw this.#fault(module);
      return handle;
    });
  }

  disposeBundle(handle: number): void {
    if (this.#module) this.#guarded((module) => module.disposeBundle(handle));
  }

  validate(handle: number, request: string, nowMs: number): string {
    return this.#guarded((module) => this.#answer(module, module.validate(handle, this.#write(module, request), nowMs)));
  }

  describe(handle: number, object: string): string {
    return this.#guarded((module) => this.#answer(module, module.describe(handle, this.#write(module, object))));
  }

  requirements(handle: number, object: string): string {
    return this.#guarded((module) => this.#answer(module, module.requirements(handle, this.#write(module, object))));
  }

  explain(handle: number, document: string, nowMs: number): string {
    return this.#guarded((module) => this.#answer(module, module.explain(handle, this.#write(module, document), nowMs)));
  }

  openSession(handle: number, request: string, nowMs: number): number {
    return this.#guarded((module) => {
      const session = module.openSession(handle, this.#write(module, request), nowMs);
      if (session === 0) throw this.#fault(module);
      return session;
    });
  }

  /** `name` must be ASCII, so that it has as many bytes as letters. */
  set(session: number, name: string, value: string): string {
    return this.#guarded((module) => this.#answer(module, module.set(session, name.length, this.#write(module, name + value))));
  }

  outcome(session: number): string {
    return this.#guarded((module) => this.#answer(module, module.outcome(session)));
  }

  disposeSession(session: number): void {
    if (this.#module) this.#guarded((module) => module.disposeSession(session));
  }

  loadMapping(handle: number, document: string): number {
    return this.#guarded((module) => {
      const mapping = module.loadMapping(handle, this.#write(module, document));
      if (mapping === 0) throw this.#fault(module);
      return mapping;
    });
  }

  mappingFacts(mapping: number): string {
    return this.#guarded((module) => this.#answer(module, module.mappingFacts(mapping)));
  }

  transform(mapping: number, row: string, nowMs: number): string {
    return this.#guarded((module) => this.#answer(module, module.transform(mapping, this.#write(module, row), nowMs)));
  }

  disposeMapping(mapping: number): void {
    if (this.#module) this.#guarded((module) => module.disposeMapping(mapping));
  }

  findings(handle: number): string {
    return this.#guarded((module) => this.#answer(module, module.findings(handle)));
  }

  objects(handle: number): string {
    return this.#guarded((module) => this.#answer(module, module.objects(handle)));
  }

  #write(module: EngineModule, text: string | Uint8Array): number {
    if (typeof text === "string" && text.length <= DIRECT_ENCODING_UNITS) {
      const room = text.length * BYTES_PER_UNIT;
      const window = this.#window(module, room);
      return this.#encoder.encodeInto(text, module.HEAPU8.subarray(window, window + room)).written;
    }
    const bytes = typeof text === "string" ? this.#encoder.encode(text) : text;
    // In two steps: asking for the window may grow the memory and so detach the view.
    const window = this.#window(module, bytes.length);
    module.HEAPU8.set(bytes, window);
    return bytes.length;
  }

  #window(module: EngineModule, bytes: number): number {
    const window = module.inputWindow(bytes);
    if (window === 0) throw this.#fault(module);
    return window;
  }

  #answer(module: EngineModule, length: number): string {
    if (length < 0) throw this.#fault(module);
    return this.#read(module, length);
  }

  #fault(module: EngineModule): PresaveError {
    return errorOfFault(JSON.parse(this.#read(module, module.outputLength())));
  }

  #read(module: EngineModule, length: number): string {
    const start = module.output();
    return this.#decoder.decode(module.HEAPU8.subarray(start, start + length));
  }

  // After a trap (out of memory, a mistake of ours) the engine's memory is in no known state: nothing more is
  // asked of it.
  #guarded<T>(ask: (module: EngineModule) => T): T {
    if (this.#stopped !== undefined) throw stoppedError(this.#stopped);
    if (this.#module === undefined) throw engineDisposed();
    try {
      return ask(this.#module);
    } catch (cause) {
      if (cause instanceof PresaveError) throw cause;
      this.#stopped = cause;
      throw stoppedError(cause);
    }
  }
}

function stoppedError(cause: unknown): PresaveError {
  return new PresaveError(
    "engineStopped",
    "",
    `The rule engine stopped: ${reasonOf(cause)}. Load the engine and the bundle again.`,
    {cause},
  );
}
