// Static files of the org's pages: its own scripts and styles, the Lightning Design System from its
// package, and the page of the Lightning components where lwc/ has built it. Only files inside these folders can be asked for.
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { dirname, extname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { notFound } from "../org/faults.js";
import { send } from "./exchange.js";

const packageFile = createRequire(import.meta.url).resolve("@salesforce-ux/design-system/package.json");

const FOLDERS = {
  "/lwc/": fileURLToPath(new URL("../../lwc/dist-demo/", import.meta.url)),
  "/public/": fileURLToPath(new URL("../public/", import.meta.url)),
  "/slds/": join(dirname(packageFile), "assets") + sep,
};

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".wasm": "application/wasm",
};

/** True where the path belongs to a folder of static files. */
export function isFilePath(path) {
  return Object.keys(FOLDERS).some((prefix) => path.startsWith(prefix));
}

/** Answers with the file of that path. */
export async function sendFile(response, path) {
  const prefix = Object.keys(FOLDERS).find((p) => path.startsWith(p));
  const file = join(FOLDERS[prefix], path.slice(prefix.length) || "index.html");
  const type = TYPES[extname(file)];
  if (!file.startsWith(FOLDERS[prefix]) || !type) throw notFound();
  try {
    send(response, 200, type, await readFile(file), { "Cache-Control": "no-cache" });
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "EISDIR") throw notFound();
    throw error;
  }
}
