// The worker: an engine for the page that started it.
import {loadDoor} from "./load.js";
import {host, isGreeting} from "./remote/host.js";
import {beside} from "./scripts.js";

declare function importScripts(url: string): void;

const ownAddress = location.href;
const surroundings = {
  wasmBesideScript: () => beside(ownAddress, "presave.wasm"),
  javascriptBesideScript: () => beside(ownAddress, "presave.javascript.js"),
  runScript: async (url: string) => importScripts(url),
};

addEventListener("message", ({data, ports: [port]}) => {
  if (!port || !isGreeting(data)) return;
  const {wasm, javascript} = data;
  void host(data, port, () => loadDoor({...(wasm && {wasm}), ...(javascript && {javascript})}, surroundings));
});
