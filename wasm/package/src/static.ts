// The classic script, for a Salesforce static resource or a plain <script>: sets globalThis.presave.
import {PresaveError} from "./errors.js";
import {loaderIn} from "./load.js";
import {beside, runInPage} from "./scripts.js";
import {zoneNamed} from "./zone.js";

// Known only while the script runs for the first time, and never inside Lightning Web Security.
const ownAddress = (globalThis.document?.currentScript as HTMLScriptElement | null | undefined)?.src;

const loadEngine = loaderIn({
  wasmBesideScript: () => beside(ownAddress, "presave.wasm"),
  javascriptBesideScript: () => beside(ownAddress, "presave.javascript.js"),
  startWorker() {
    const address = beside(ownAddress, "presave.worker.js");
    if (address === undefined) throw new Error("this script does not know where it was loaded from");
    return new Worker(address);
  },
  runScript: runInPage,
});

Object.assign(globalThis, {presave: {loadEngine, PresaveError, zoneNamed}});
