// The pages' TypeScript for tests in Node: a module of src/ as it is, compiled on the way by the pages' own builder.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Imports a module by its path in web/src. */
export async function source(name) {
  const { module } = await runnerImport(path.join(root, "src", name), { root, configFile: false, logLevel: "error" });
  return module;
}

/** The project's folder. */
export const PROJECT = path.join(root, "..");
