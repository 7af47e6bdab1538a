// node bench/batch/wasm_side.mjs CUSTOMERS.csv BUNDLE.json: `presave run` as pages have it, WebAssembly over files in memory, one thread.
import { readFileSync } from "node:fs";
import { loadCommandLine } from "presave-cli";

const [file, bundle] = process.argv.slice(2);
const commandLine = await loadCommandLine(readFileSync(new URL("../../cli/package/dist/presave-cli.wasm", import.meta.url)));
commandLine.write("/rows.csv", readFileSync(file));
commandLine.write("/bundle.json", readFileSync(bundle));
commandLine.write("/mapping.yaml", readFileSync(new URL("customers.yaml", import.meta.url)));
const began = performance.now();
const ran = commandLine.run("run", "/mapping.yaml", "/rows.csv", "--bundle", "/bundle.json", "--accepted", "/ok.csv", "--rejected", "/bad.csv");
const seconds = (performance.now() - began) / 1000;
if (ran.exitCode > 1) throw new Error(ran.err);
console.log(JSON.stringify({ seconds, said: ran.out.split("\n")[0] }));
