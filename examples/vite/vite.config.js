// Nothing is inlined, so that a page with a strict Content-Security-Policy can be built from this.
import {defineConfig} from "vite";

export default defineConfig({
  build: {target: "es2022", assetsInlineLimit: 0, modulePreload: {polyfill: false}},
  // In development Vite would copy the package without the files beside it.
  optimizeDeps: {exclude: ["presave"]},
});
