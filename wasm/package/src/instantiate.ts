// From bytes (or from the JavaScript that stands for them) to a module that answers.
import createPresaveModule from "presave-glue";
import type {EngineModule} from "./door.js";
import {PresaveError, instantiationError, reasonOf} from "./errors.js";

/** What presave.javascript.js leaves in globalThis.presaveJavaScript: the engine without WebAssembly. */
export type JavaScriptEngine = (imports: WebAssembly.Imports) => WebAssembly.Instance;

// The glue is not left to instantiate by itself: it writes to the console and aborts, and the reason is lost.
export function instantiate(bytes: ArrayBuffer | Uint8Array, where: string): Promise<EngineModule> {
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

export async function instantiateJavaScript(where: string): Promise<EngineModule> {
  const {presaveJavaScript} = globalThis as {presaveJavaScript?: JavaScriptEngine};
  if (typeof presaveJavaScript !== "function") {
    throw new PresaveError("engineNotFound", where, `${where} was loaded, but is not presave.javascript.js.`);
  }
  try {
    return await createPresaveModule({
      instantiateWasm(imports, receive) {
        const instance = presaveJavaScript(imports);
        receive(instance);
        return instance.exports;
      },
    });
  } catch (cause) {
    throw new PresaveError("engineUnusable", where, `${where} is not of this version: ${reasonOf(cause)}.`, {cause});
  }
}
