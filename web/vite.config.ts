// Builds the pages into web/dist: hashed assets under /assets/, nothing inlined, so that a strict
// Content-Security-Policy holds.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig } from "vite";
import type { Plugin } from "vite";
import { functionRows } from "./src/workbench/function-rows.js";
import type { ListedFunction } from "./src/workbench/function-rows.js";

const project = path.resolve(import.meta.dirname, "..");

/** The example org for the workbench: its rules, as compiled before this build, its records and rule tests. */
function exampleOrg(): Plugin {
  return {
    name: "example-org",
    apply: "build",
    generateBundle() {
      const rules = readFileSync(path.join(project, "build/example-bundle.json"), "utf8");
      const data = path.join(project, "examples/org/data");
      const files = readdirSync(data).filter((name) => name.endsWith(".json")).sort();
      const records = files.flatMap((name) => JSON.parse(readFileSync(path.join(data, name), "utf8")) as object[]);
      const tests = path.join(project, "examples/org/rule-tests");
      const cases = readdirSync(tests).sort().map((name) => ({ path: name, content: readFileSync(path.join(tests, name), "utf8") }));
      this.emitFile({ type: "asset", fileName: "example-tests.json", source: JSON.stringify(cases) });
      this.emitFile({ type: "asset", fileName: "example-bundle.json", source: rules });
      this.emitFile({ type: "asset", fileName: "example-records.json", source: JSON.stringify(records) });
    },
  };
}

/** What `loadEngine({ frame })` of a page elsewhere shows: the frame, its script, and the engine in both forms beside them. */
const ENGINE_FRAME = ["presave.frame.html", "presave.frame.js", "presave.wasm", "presave.javascript.js"];

/** The engine's frame under its own names, since other pages know it by address. */
function engineFrame(): Plugin {
  const dist = path.dirname(fileURLToPath(import.meta.resolve("presave")));
  return {
    name: "engine-frame",
    apply: "build",
    generateBundle() {
      for (const fileName of ENGINE_FRAME) this.emitFile({ type: "asset", fileName, source: readFileSync(path.join(dist, fileName)) });
    },
  };
}

const FUNCTIONS = "virtual:formula-functions";

/** The functions of the formula language, from the list that is made from them. */
function formulaFunctions(): Plugin {
  return {
    name: "formula-functions",
    resolveId: (id) => (id === FUNCTIONS ? `\0${FUNCTIONS}` : undefined),
    load(id) {
      if (id !== `\0${FUNCTIONS}`) return undefined;
      const list = JSON.parse(readFileSync(path.join(project, "docs/functions.json"), "utf8")) as ListedFunction[];
      return `export default ${JSON.stringify(functionRows(list))};`;
    },
  };
}

const COMPRESSIBLE = /\.(css|html|js|json|mjs|svg|txt|wasm)$/;
const WORTH_COMPRESSING = 1024; // bytes

/** "app.js.br" and "app.js.gz" beside "app.js": the server sends them to whoever takes them, and compresses nothing itself. */
function compressedFiles(): Plugin {
  return {
    name: "compressed-files",
    apply: "build",
    writeBundle({ dir }) {
      for (const entry of readdirSync(dir!, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue;
        const file = path.join(entry.parentPath, entry.name);
        const content = readFileSync(file);
        if (content.length < WORTH_COMPRESSING) continue;
        writeFileSync(`${file}.br`, brotliCompressSync(content));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  css: { transformer: "lightningcss" },
  plugins: [exampleOrg(), engineFrame(), formulaFunctions(), compressedFiles()],
  worker: { format: "es" },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    // Older browsers get what light-dark() stands for.
    cssTarget: ["chrome111", "firefox114", "safari16.4"],
    rollupOptions: { input: { canvas: "canvas.html", embed: "embed.html", workbench: "workbench.html" } },
  },
});
