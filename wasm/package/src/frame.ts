// The script of presave.frame.html: an engine for the page around it. It holds nothing of its own, no rules and no
// records, so it answers whoever frames it; who may is said by the server's frame-ancestors.
import {loadDoor} from "./load.js";
import {host, isGreeting} from "./remote/host.js";
import {beside, runInPage} from "./scripts.js";

const ownAddress = (document.currentScript as HTMLScriptElement).src;
const surroundings = {
  wasmBesideScript: () => beside(ownAddress, "presave.wasm"),
  javascriptBesideScript: () => beside(ownAddress, "presave.javascript.js"),
  runScript: runInPage,
};

addEventListener("message", ({source, data, ports: [port]}) => {
  if (source !== parent || !port || !isGreeting(data)) return;
  // What the page asks for is not followed: the frame runs its own files only.
  void host(data, port, () => loadDoor({}, surroundings));
});
