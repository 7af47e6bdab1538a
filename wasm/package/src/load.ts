// From "somewhere there is an engine" to a running one, by the first way that works.
import {Door} from "./door.js";
import {openFrame, openWorker} from "./elsewhere.js";
import {Engine} from "./engine.js";
import {PresaveError, noWayError, reasonOf, webAssemblyMissing} from "./errors.js";
import {instantiate, instantiateJavaScript} from "./instantiate.js";
import {PolicyWatch} from "./policy.js";
import {RemoteEngine} from "./remote/engine.js";
import type {Line} from "./remote/client.js";
import type {RefusedWay, Way} from "./ways.js";
import {type Zone, zoneNamed} from "./zone.js";

export interface LoadOptions {
  /** The bytes of presave.wasm, or the URL to fetch them from. Default: beside this script. */
  wasm?: ArrayBuffer | Uint8Array | string | URL;
  /** The user's time zone as an IANA name, as Salesforce knows it. Default: the page's. */
  timeZone?: string;
  /**
   * presave.javascript.js, for pages that forbid WebAssembly: its URL, or what loads it (in a bundled page
   * `() => import("presave/javascript")`, in a Lightning component `() => loadScript(this, …)`). False: never.
   * Default: beside presave.static.js; the other builds do without.
   */
  javascript?: string | URL | (() => Promise<unknown>) | false;
}

/** Ways that do not run in the page itself; the engine's answers then are promises. */
export interface ElsewhereOptions extends LoadOptions {
  /** A worker of its own, so that long work does not hold up the page: true, or the URL of presave.worker.js. */
  worker?: true | string | URL;
  /** The URL of presave.frame.html on a server of yours, for pages that forbid WebAssembly. */
  frame?: string | URL;
  /** How long to wait for a worker or a frame, in milliseconds. Default: 10,000. */
  timeoutMs?: number;
}

/** Loads the rule engine. Load it once and keep it. */
export interface LoadEngine {
  /** Runs in the page: in WebAssembly, or else in JavaScript. */
  (options?: LoadOptions & {worker?: undefined; frame?: undefined}): Promise<Engine>;
  /** The first that works of: the worker, WebAssembly in the page, the frame, JavaScript. Await every answer. */
  (options: ElsewhereOptions): Promise<Engine | RemoteEngine>;
}

/** What differs between the builds of the package: where files lie, and how they are read. */
export interface Surroundings {
  /** URL of the presave.wasm beside the script; undefined where a script cannot know its own place. */
  wasmBesideScript(): string | undefined;
  /** URL of presave.javascript.js; undefined where the build does without. */
  javascriptBesideScript?(): string | undefined;
  /** Starts the worker beside the script. */
  startWorker?(): Worker;
  /** Runs a script: URL. */
  runScript?(url: string): Promise<unknown>;
  /** Reads a file: URL; absent in builds for browsers only. */
  readFile?(url: URL): Promise<Uint8Array>;
}

interface Attempt {
  way: Way;
  load(): Promise<Door | Line>;
}

/** Makes the loadEngine of one build. */
export function loaderIn(surroundings: Surroundings): LoadEngine {
  const load = async (options: ElsewhereOptions = {}): Promise<Engine | RemoteEngine> => {
    const zone = zoneNamed(options.timeZone);
    const {way, found, refused} = await firstThatWorks(attemptsFor(options, surroundings));
    return engineOf(found, zone, way, refused);
  };
  return load as LoadEngine;
}

/** An engine in this very place, for a worker's or a frame's script: WebAssembly, or else JavaScript. */
export async function loadDoor(options: LoadOptions, surroundings: Surroundings): Promise<{door: Door; refused: RefusedWay[]}> {
  const {found, refused} = await firstThatWorks(attemptsHere(options, surroundings));
  return {door: found, refused};
}

function engineOf(found: Door | Line, zone: Zone, runs: Way, refused: RefusedWay[]): Engine | RemoteEngine {
  if (found instanceof Door) return new Engine(found, zone, {runs, refused});
  return new RemoteEngine(found, zone, {runs, refused: [...refused, ...found.introduction.refused]});
}

function attemptsHere(options: LoadOptions, surroundings: Surroundings): (Attempt & {load(): Promise<Door>})[] {
  const attempts: (Attempt & {load(): Promise<Door>})[] = [{way: "webassembly", load: () => loadWebAssembly(options, surroundings)}];
  const javascript = options.javascript ?? surroundings.javascriptBesideScript?.();
  if (javascript) attempts.push({way: "javascript", load: () => loadJavaScript(javascript, surroundings)});
  return attempts;
}

function attemptsFor(options: ElsewhereOptions, surroundings: Surroundings): Attempt[] {
  const [webAssembly, ...javascript] = attemptsHere(options, surroundings);
  const {worker, frame} = options;
  return [
    ...(worker === undefined ? [] : [{way: "worker" as const, load: () => openWorker(worker, greetingOf(options, surroundings), surroundings)}]),
    ...(webAssembly ? [webAssembly] : []),
    ...(frame === undefined ? [] : [{way: "frame" as const, load: () => openFrame(String(frame), options.timeoutMs)}]),
    ...javascript,
  ];
}

async function firstThatWorks<Found>(attempts: {way: Way; load(): Promise<Found>}[]): Promise<{way: Way; found: Found; refused: RefusedWay[]}> {
  const refused: RefusedWay[] = [];
  for (const {way, load} of attempts) {
    try {
      return {way, found: await load(), refused};
    } catch (error) {
      if (!(error instanceof PresaveError)) throw error;
      refused.push({way, error});
    }
  }
  throw noWayError(refused);
}

// A worker has another address than the page, so that relative ones must be resolved before.
function greetingOf(options: ElsewhereOptions, surroundings: Surroundings) {
  const absolute = (address: string | URL) => new URL(address, globalThis.location?.href).href;
  const wasm = options.wasm ?? surroundings.wasmBesideScript();
  const {javascript} = options;
  return {
    timeoutMs: options.timeoutMs,
    ...(wasm === undefined ? {} : {wasm: isAddress(wasm) ? absolute(wasm) : wasm}),
    ...(javascript && isAddress(javascript) ? {javascript: absolute(javascript)} : {}),
  };
}

async function loadWebAssembly(options: LoadOptions, surroundings: Surroundings): Promise<Door> {
  if (typeof WebAssembly !== "object") throw webAssemblyMissing();
  const source = options.wasm ?? surroundings.wasmBesideScript();
  if (source === undefined) {
    throw new PresaveError(
      "engineNotFound",
      "loadEngine options.wasm",
      "This script does not know where it was loaded from; give loadEngine the URL or the bytes of presave.wasm.",
    );
  }
  const where = isAddress(source) ? String(source) : "loadEngine options.wasm";
  return new Door(await instantiate(isAddress(source) ? await read(where, surroundings) : source, where));
}

async function loadJavaScript(source: string | URL | (() => Promise<unknown>), surroundings: Surroundings): Promise<Door> {
  const where = isAddress(source) ? String(source) : "loadEngine options.javascript";
  const watch = new PolicyWatch(where, "script-src");
  try {
    if (!isAddress(source)) await source();
    else if (surroundings.runScript) await surroundings.runScript(where);
    else throw new Error("this build cannot run a script by its address; give a function that loads it");
  } catch (cause) {
    throw (await watch.refusal()) ?? notLoaded(where, cause);
  } finally {
    watch.stop();
  }
  return new Door(await instantiateJavaScript(where));
}

async function read(address: string, surroundings: Surroundings): Promise<ArrayBuffer | Uint8Array> {
  const watch = new PolicyWatch(address, "connect-src");
  try {
    if (address.startsWith("file:") && surroundings.readFile) return await surroundings.readFile(new URL(address));
    const response = await fetch(address);
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    return await response.arrayBuffer();
  } catch (cause) {
    throw (await watch.refusal()) ?? notLoaded(address, cause);
  } finally {
    watch.stop();
  }
}

function notLoaded(address: string, cause: unknown): PresaveError {
  const file = address.split("/").pop();
  return new PresaveError(
    "engineNotFound",
    address,
    `The rule engine could not be loaded from ${address}: ${reasonOf(cause)}. Check that ${file} is there.`,
    {cause},
  );
}

function isAddress(source: unknown): source is string | URL {
  return typeof source === "string" || source instanceof URL;
}
