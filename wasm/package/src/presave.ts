// The ES module, for bundlers, browsers and Node.
import {loaderIn} from "./load.js";
export * from "./api.js";

/** Loads the rule engine. Load it once and keep it. */
export const loadEngine = loaderIn({
  // Written out in one piece: bundlers know this form and carry presave.wasm along.
  besideScript: () => new URL("./presave.wasm", import.meta.url).href,
  async readFile(url) {
    const files = "node:fs/promises";
    const {readFile}: typeof import("node:fs/promises") = await import(/* @vite-ignore */ /* webpackIgnore: true */ files);
    return readFile(url);
  },
});
