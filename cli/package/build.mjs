// Builds dist/ from src/ and the WebAssembly of the command line: node build.mjs [FOLDER with presave-cli.js and .wasm]
import {execFileSync} from "node:child_process";
import {copyFile, mkdir, readFile, rm} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const moduleFolder = process.argv[2] ?? join(here, "../../build/wasm/cli");

/** Gives esbuild the Emscripten glue as what it is, CommonJS, whatever package.json stands above it. */
const glue = {
  name: "glue",
  setup(esbuild) {
    esbuild.onResolve({filter: /^presave-cli-glue$/}, () => ({path: join(moduleFolder, "presave-cli.js"), namespace: "glue"}));
    esbuild.onLoad({filter: /.*/, namespace: "glue"}, async ({path}) => ({contents: await readFile(path, "utf8")}));
  },
};

await rm(dist, {recursive: true, force: true});
await mkdir(dist, {recursive: true});
await copyFile(join(moduleFolder, "presave-cli.wasm"), join(dist, "presave-cli.wasm"));
const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
execFileSync(process.execPath, [join(typescript, "bin/tsc"), "--project", here], {stdio: "inherit"});
await build({
  entryPoints: [join(here, "src/command-line.ts")],
  outfile: join(dist, "command-line.js"),
  bundle: true,
  format: "esm",
  platform: "neutral",
  target: "es2022",
  plugins: [glue],
  legalComments: "none",
});
