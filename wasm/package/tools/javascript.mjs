// presave.javascript.js: the WebAssembly module translated to JavaScript, for pages that forbid WebAssembly.
import {execFile} from "node:child_process";
import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import {transform} from "esbuild";

/** The text of a script that sets globalThis.presaveJavaScript, a function from imports to an instance. */
export async function javaScriptOf(wasm) {
  const {code} = await transform(asScript(await translated(wasm)), {minify: true, target: "es2022", legalComments: "none"});
  return code;
}

async function translated(wasm) {
  const folder = await mkdtemp(join(tmpdir(), "presave-"));
  try {
    const module = join(folder, "engine.mjs");
    // It comes with Emscripten; what it prints beside the file is the module again, as text.
    await promisify(execFile)("wasm2js", ["-O", wasm, "-o", module], {maxBuffer: 1 << 28});
    return await readFile(module, "utf8");
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

// wasm2js writes a module that imports by name and instantiates itself; here the glue brings the imports.
function asScript(module) {
  const start = module.indexOf("function Table(");
  const end = module.indexOf("var retasmFunc = ");
  if (start < 0 || end < 0) throw new Error("wasm2js writes another form than tools/javascript.mjs reads");
  return `globalThis.presaveJavaScript = (imports) => {
    ${module.slice(start, end)}
    const [provided] = Object.values(imports);
    return {exports: asmFunc({...provided, abort() { throw new Error("the engine trapped"); }})};
  };`;
}
