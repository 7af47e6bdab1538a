// The CommonJS module, for Node.
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {type LoadEngine, loaderIn} from "./load.js";
export * from "./api.js";

declare const __dirname: string;

/** Loads the rule engine. Load it once and keep it. */
export const loadEngine: LoadEngine = loaderIn({
  wasmBesideScript: () => pathToFileURL(join(__dirname, "presave.wasm")).href,
  readFile: (url) => readFile(url),
});
