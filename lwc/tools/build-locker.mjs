// Builds the demo once more, with the components inside Lightning Web Security's sandbox and everything else outside
// of it, as in an org: dist-demo/locker/. `tools/opt-in.mjs locker` calls it; the sandbox is never part of the default.
//   node tools/build-locker.mjs FOLDER_WITH_THE_SANDBOX
import {mkdir, readFile, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {rollup} from "rollup";
import {onwarn, plugins, room} from "./demo-modules.mjs";

const folders = [join(process.argv[2] ?? "", "node_modules")];
const output = join(room, "dist-demo/locker");
const DEPENDENCIES = "presave:dependencies";

/** What an org's page has outside of a component's sandbox. */
const isOutside = (id) => id === "lwc" || /^(lightning|@salesforce)\//.test(id);

async function bundleComponents() {
  const outside = new Set();
  const external = (id) => isOutside(id) && Boolean(outside.add(id));
  const build = await rollup({input: join(room, "demo/sandboxed.js"), external, plugins: plugins(), onwarn});
  const file = join(output, "components.js");
  await build.write({file, format: "amd", exports: "default", interop: "esModule", inlineDynamicImports: true});
  await build.close();
  return [...outside];
}

/** A module whose default export has every outside module by its name. */
function dependenciesModule(names) {
  const imports = names.map((name, index) => `import * as m${index} from "${name}";`);
  const entries = names.map((name, index) => `${JSON.stringify(name)}: m${index}`);
  return `${imports.join("\n")}\nexport default {${entries.join(", ")}};`;
}

async function bundlePage(names) {
  const dependencies = {
    name: "dependencies",
    resolveId: (id) => (id === DEPENDENCIES ? `\0${id}` : null),
    load: (id) => (id === `\0${DEPENDENCIES}` ? dependenciesModule(names) : null),
  };
  const input = join(room, "demo/locker.js");
  const build = await rollup({input, plugins: [dependencies, ...plugins(folders)], onwarn});
  await build.write({file: join(output, "page.js"), format: "es", inlineDynamicImports: true});
  await build.close();
}

// The sandbox compiles its code from text and runs static resources from blobs; an org's pages allow both.
async function writePage() {
  const page = await readFile(join(room, "demo/index.html"), "utf8");
  const locked = page
    .replace('"demo.js"', '"locker/page.js"')
    .replace("'wasm-unsafe-eval'", "'wasm-unsafe-eval' 'unsafe-eval' blob:")
    .replace("Presave in a Lightning Web Component", "Presave inside Lightning Web Security");
  await writeFile(join(room, "dist-demo/locker.html"), locked);
}

await rm(output, {recursive: true, force: true});
await mkdir(output, {recursive: true});
await bundlePage(await bundleComponents());
await writePage();
