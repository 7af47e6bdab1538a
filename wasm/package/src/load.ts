// From "somewhere there is a presave.wasm" to a running engine.
import createPresaveModule from "presave-glue";
import {Door, type EngineModule} from "./door.js";
import {Engine} from "./engine.js";
import {PresaveError, instantiationError, reasonOf, webAssemblyMissing} from "./errors.js";
import {zoneNamed} from "./zone.js";

export interface LoadOptions {
  /** The bytes of presave.wasm, or the URL to fetch them from. Default: beside this script. */
  wasm?: ArrayBuffer | Uint8Array | string | URL;
  /** The user's time zone as an IANA name, as Salesforce knows it. Default: the page's. */
  timeZone?: string;
}

/** What differs between the builds of the package: where presave.wasm lies, and how a file is read. */
export interface Surroundings {
  /** URL of the presave.wasm beside the script; undefined where a script cannot know its own place. */
  besideScript(): string | undefined;
  /** Reads a file: URL; absent in builds for browsers only. */
  readFile?(url: URL): Promise<Uint8Array>;
}

/** Makes the loadEngine of one build. */
export function loaderIn(surroundings: Surroundings): (options?: LoadOptions) => Promise<Engine> {
  return async (options = {}) => {
    const zone = zoneNamed(options.timeZone);
    if (typeof WebAssembly !== "object") throw webAssemblyMissing();
    const source = options.wasm ?? surroundings.besideScript();
    if (source === undefined) {
      throw new PresaveError(
        "engineNotFound",
        "loadEngine options.wasm",
        "This script does not know where it was loaded from; give loadEngine the URL or the bytes of presave.wasm.",
      );
    }
    const isAddress = typeof source === "string" || source instanceof URL;
    const where = isAddress ? String(source) : "loadEngine options.wasm";
    const bytes = isAddress ? await read(where, surroundings) : source;
    return new Engine(new Door(await instantiate(bytes, where)), zone);
  };
}

async function read(address: string, surroundings: Surroundings): Promise<ArrayBuffer | Uint8Array> {
  try {
    if (address.startsWith("file:") && surroundings.readFile) return await surroundings.readFile(new URL(address));
    const response = await fetch(address);
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    return await response.arrayBuffer();
  } catch (cause) {
    throw new PresaveError(
      "engineNotFound",
      address,
      `The rule engine could not be loaded from ${address}: ${reasonOf(cause)}. Check that presave.wasm is there.`,
      {cause},
    );
  }
}

// The glue is not left to instantiate by itself: it writes to the console and aborts, and the reason is lost.
function instantiate(bytes: ArrayBuffer | Uint8Array, where: string) {
  return new Promise<EngineModule>((resolve, reject) => {
    const fail = (cause: unknown) => reject(instantiationError(cause, where));
    createPresaveModule({
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(bytes as BufferSource, imports)
          .then(({instance}) => receive(instance))
          .catch(fail);
        return {};
      },
    }).then(resolve, fail);
  });
}
