// The engine under test: WebAssembly, or the JavaScript that stands for it.
import {loadEngine} from "../../dist/presave.js";

export async function loadVectorEngine(javascript) {
  if (!javascript) return loadEngine();
  const engine = await loadEngine({
    wasm: new Uint8Array(), // which no engine can be made of
    javascript: () => import("../../dist/presave.javascript.js"),
  });
  if (engine.runs !== "javascript") throw new Error(`the engine runs as ${engine.runs}`);
  return engine;
}
