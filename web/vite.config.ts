// Builds the pages into web/dist: hashed assets under /assets/, nothing inlined, so that a strict
// Content-Security-Policy holds.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "vite";
import type { Plugin } from "vite";

const project = path.resolve(import.meta.dirname, "..");

/** The example org for the workbench: its rules, as compiled before this build, and its records. */
function exampleOrg(): Plugin {
  return {
    name: "example-org",
    apply: "build",
    generateBundle() {
      const rules = readFileSync(path.join(project, "build/example-bundle.json"), "utf8");
      const data = path.join(project, "examples/org/data");
      const files = readdirSync(data).filter((name) => name.endsWith(".json")).sort();
      const records = files.flatMap((name) => JSON.parse(readFileSync(path.join(data, name), "utf8")) as object[]);
      this.emitFile({ type: "asset", fileName: "example-bundle.json", source: rules });
      this.emitFile({ type: "asset", fileName: "example-records.json", source: JSON.stringify(records) });
    },
  };
}

export default defineConfig({
  css: { transformer: "lightningcss" },
  plugins: [exampleOrg()],
  worker: { format: "es" },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    rollupOptions: { input: { canvas: "canvas.html", embed: "embed.html", workbench: "workbench.html" } },
  },
});
