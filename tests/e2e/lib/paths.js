// Where things are, from the project's root.
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const ORG_SOURCE = join(ROOT, "examples/org");
/** Screenshots and the compiled bundle of a run. */
export const BUILD = join(ROOT, "build/e2e");
