// Sizes and speeds of the built package, in Node and in Chromium: npm run measure -- BUNDLE OBJECT RECORDS
// RECORDS is a JSON list of records, as in examples/org/data.
import {createServer} from "node:http";
import {readFile} from "node:fs/promises";
import {basename} from "node:path";
import {brotliCompressSync, gzipSync} from "node:zlib";
import {chromium} from "playwright-core";
import {loadEngine} from "./dist/presave.js";

const dist = new URL("./dist/", import.meta.url);
const types = {js: "text/javascript", wasm: "application/wasm"};
const [bundleFile, object, recordsFile] = process.argv.slice(2);
if (!recordsFile) throw new Error("say which: npm run measure -- BUNDLE OBJECT RECORDS");

const bundleText = await readFile(bundleFile, "utf8");
const [record] = JSON.parse(await readFile(recordsFile, "utf8"));

async function sizes(file) {
  const bytes = await readFile(new URL(file, dist));
  return {file, raw: bytes.length, gzip: gzipSync(bytes, {level: 9}).length, brotli: brotliCompressSync(bytes).length};
}

/** Runs in Node and in the page alike, so it may use nothing but its arguments. */
async function measure({load, bundleText: text, request}) {
  const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  const timesOf = async (count, act) => {
    const times = [];
    for (let i = 0; i < count; ++i) {
      const start = performance.now();
      await act();
      times.push(performance.now() - start);
    }
    return times;
  };
  const initMs = median(await timesOf(7, load));
  const engine = await load();
  const loadBundleMs = median(await timesOf(7, () => engine.loadBundle(text).dispose()));
  const bundle = engine.loadBundle(text);
  const callsAtOnce = 2000;
  const decide = () => {
    for (let i = 0; i < callsAtOnce; ++i) bundle.validate(request);
  };
  const validateUs = (median(await timesOf(5, decide)) * 1000) / callsAtOnce;
  return {initMs, loadBundleMs, validateUs};
}

async function measureInChromium(request) {
  const server = createServer(async ({url}, response) => {
    if (url === "/") return response.setHeader("content-type", "text/html").end("<!doctype html>");
    const type = types[url.split(".").pop()];
    if (!type) return response.writeHead(404).end();
    response.setHeader("content-type", type).end(await readFile(new URL(basename(url), dist)));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const browser = await chromium.launch({
    executablePath: process.env.PRESAVE_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.addScriptTag({type: "module", content: `${measure}; globalThis.measure = measure;
      globalThis.presave = await import("/presave.js");`});
    await page.waitForFunction(() => globalThis.presave);
    return await page.evaluate((input) => globalThis.measure({...input, load: () => presave.loadEngine()}), {bundleText, request});
  } finally {
    await browser.close();
    server.close();
  }
}

const request = {object, operation: "insert", record};
console.table(await Promise.all(["presave.wasm", "presave.static.js"].map(sizes)));
console.table({
  node: await measure({load: () => loadEngine(), bundleText, request}),
  chromium: await measureInChromium(request),
});
