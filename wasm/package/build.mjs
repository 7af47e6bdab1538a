// Builds dist/ from src/ and the WebAssembly module: node build.mjs [FOLDER with presave.js and presave.wasm [where to put it]]
import {execFileSync} from "node:child_process";
import {copyFile, mkdir, readFile, readdir, rm, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";
import {javaScriptOf} from "./tools/javascript.mjs";
import {zipOf} from "./tools/zip.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = process.argv[3] ?? join(here, "dist");
const engineFolder = process.argv[2] ?? join(here, "../../build/wasm/wasm");

// Whoever bundles the modules minifies them; a static resource is served as it is.
const builds = [
  {entry: "presave.ts", outfile: "presave.js", format: "esm", platform: "neutral", minify: false},
  {entry: "commonjs.ts", outfile: "presave.cjs", format: "cjs", platform: "node", minify: false},
  {entry: "static.ts", outfile: "presave.static.js", format: "iife", platform: "browser", minify: true},
  {entry: "worker.ts", outfile: "presave.worker.js", format: "iife", platform: "browser", minify: true},
  {entry: "frame.ts", outfile: "presave.frame.js", format: "iife", platform: "browser", minify: true},
];

/** What a static resource needs, for every way in which an engine can run. */
const staticResource = [
  "presave.static.js", "presave.wasm", "presave.javascript.js", "presave.worker.js", "presave.frame.html", "presave.frame.js",
];

// The glue asks for WebAssembly's name even where the engine runs without.
const withoutWebAssembly = "const WebAssembly = globalThis.WebAssembly ?? {RuntimeError: Error};\n";

/** Gives esbuild the Emscripten glue as what it is, CommonJS, whatever package.json stands above it. */
const glue = {
  name: "glue",
  setup(esbuild) {
    esbuild.onResolve({filter: /^presave-glue$/}, () => ({path: join(engineFolder, "presave.js"), namespace: "glue"}));
    esbuild.onLoad({filter: /.*/, namespace: "glue"}, async ({path}) => ({contents: withoutWebAssembly + (await readFile(path, "utf8"))}));
  },
};

async function emptyDist() {
  await rm(dist, {recursive: true, force: true});
  await mkdir(dist, {recursive: true});
}

async function copyEngine() {
  try {
    await copyFile(join(engineFolder, "presave.wasm"), join(dist, "presave.wasm"));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    throw new Error(`${error.path} is not there; build it first: cmake --preset wasm && cmake --build --preset wasm`);
  }
}

function bundle({entry, outfile, ...shape}) {
  return build({
    entryPoints: [join(here, "src", entry)],
    outfile: join(dist, outfile),
    ...shape,
    bundle: true,
    target: "es2022",
    plugins: [glue],
    legalComments: "none",
  });
}

function writeTypes() {
  const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
  execFileSync(process.execPath, [join(typescript, "bin/tsc"), "--project", here], {stdio: "inherit"});
}

// CommonJS callers need declarations of their own; they differ in nothing but the file names.
async function writeCommonJsTypes() {
  for (const name of (await readdir(dist, {recursive: true})).filter((file) => file.endsWith(".d.ts"))) {
    const text = await readFile(join(dist, name), "utf8");
    await writeFile(join(dist, name.replace(/\.d\.ts$/, ".d.cts")), text.replaceAll(/(["']\.\.?\/[\w/]+)\.js(["'])/g, "$1.cjs$2"));
  }
}

async function writeJavaScript() {
  await writeFile(join(dist, "presave.javascript.js"), await javaScriptOf(join(dist, "presave.wasm")));
}

async function writeStaticResource() {
  const files = await Promise.all(staticResource.map(async (name) => ({name, bytes: await readFile(join(dist, name))})));
  await writeFile(join(dist, "presave.resource.zip"), zipOf(files));
}

await emptyDist();
await copyEngine();
writeTypes();
await writeCommonJsTypes();
await Promise.all([...builds.map(bundle), writeJavaScript(), copyFile(join(here, "src/presave.frame.html"), join(dist, "presave.frame.html"))]);
await writeStaticResource();
