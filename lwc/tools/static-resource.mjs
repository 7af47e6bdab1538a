// Puts the built engine, and the example org's rules where no others are there, into the static resources.
// node tools/static-resource.mjs [BUNDLE of an org of yours]
import {copyFile, mkdir} from "node:fs/promises";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

const room = dirname(dirname(fileURLToPath(import.meta.url)));
const project = dirname(room);
const resources = join(room, "force-app/main/default/staticresources");
const bundle = process.argv[2] ?? join(project, "build/example-bundle.json");

async function copy(from, to, howToMake) {
  try {
    await copyFile(from, to);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    throw new Error(`${from} is not there; make it first: ${howToMake}`);
  }
}

await mkdir(join(resources, "presave"), {recursive: true});
// The last is the engine for pages that let components run no WebAssembly.
for (const file of ["presave.static.js", "presave.wasm", "presave.javascript.js"]) {
  await copy(join(project, "wasm/package/dist", file), join(resources, "presave", file), "npm run build --workspace presave");
}
await copy(bundle, join(resources, "presaveRules.json"), "presave compile examples/org -o build/example-bundle.json");
