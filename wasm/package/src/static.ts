// The classic script, for a Salesforce static resource or a plain <script>: sets globalThis.presave.
import {PresaveError} from "./errors.js";
import {loaderIn} from "./load.js";
import {zoneNamed} from "./zone.js";

// Known only while the script runs for the first time, and never inside Lightning Web Security.
const ownAddress = (globalThis.document?.currentScript as HTMLScriptElement | null | undefined)?.src;

const loadEngine = loaderIn({
  besideScript: () => (ownAddress ? new URL("presave.wasm", ownAddress).href : undefined),
});

Object.assign(globalThis, {presave: {loadEngine, PresaveError, zoneNamed}});
