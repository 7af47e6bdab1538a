// The ES module, for bundlers, browsers and Node.
import {type LoadEngine, loaderIn} from "./load.js";
export * from "./api.js";

/** Loads the rule engine. Load it once and keep it. */
export const loadEngine: LoadEngine = loaderIn({
  // Written out in one piece: bundlers know these two forms and carry the files along.
  wasmBesideScript: () => new URL("./presave.wasm", import.meta.url).href,
  startWorker: () => new Worker(new URL("./presave.worker.js", import.meta.url)),
  async readFile(url) {
    const files = "node:fs/promises";
    const {readFile}: typeof import("node:fs/promises") = await import(/* @vite-ignore */ /* webpackIgnore: true */ files);
    return readFile(url);
  },
});
