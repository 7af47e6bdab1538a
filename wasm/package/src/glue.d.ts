// The Emscripten glue, build/wasm/wasm/presave.js; tsconfig.json and build.mjs put it behind "presave-glue".
import type {EngineModule} from "./door.js";

interface ModuleOptions {
  instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void): object;
}
export default function createPresaveModule(options: ModuleOptions): Promise<EngineModule>;
