// Builds the pages into web/dist: hashed assets under /assets/, nothing inlined, so that a strict
// Content-Security-Policy holds.
import { defineConfig } from "vite";

export default defineConfig({
  css: { transformer: "lightningcss" },
  worker: { format: "es" },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    rollupOptions: { input: { canvas: "canvas.html", embed: "embed.html" } },
  },
});
