// Sizes and times of the built package, in Node and in Chromium by every way:
//   npm run measure [-- BUNDLE OBJECT RECORDS]
// Without arguments a record of 20 fields under 10 rules; RECORDS is a JSON list of records, as in examples/org/data.
import {readFile} from "node:fs/promises";
import {brotliCompressSync, gzipSync} from "node:zlib";
import {loadEngine} from "./dist/presave.js";
import {Site} from "./test/pages.mjs";

const dist = new URL("./dist/", import.meta.url);
const [bundleFile, object, recordsFile] = process.argv.slice(2);
if (bundleFile && !recordsFile) throw new Error("say all three: npm run measure -- BUNDLE OBJECT RECORDS");

async function sizes(file) {
  const bytes = await readFile(new URL(file, dist));
  return {file, raw: bytes.length, gzip: gzipSync(bytes, {level: 9}).length, brotli: brotliCompressSync(bytes).length};
}

/** Ten text and ten number fields, and a rule over each pair. */
function twentyFields() {
  const fields = {};
  const record = {};
  const rules = [];
  for (let i = 0; i < 10; ++i) {
    fields[`Text${i}__c`] = {type: "Text", label: `Text ${i}`, length: 80};
    fields[`Number${i}__c`] = {type: "Number", label: `Number ${i}`, precision: 18, scale: 2};
    record[`Text${i}__c`] = `a text of usual length, ${i}`;
    record[`Number${i}__c`] = 1000.25 + i;
    rules.push({name: `RULE_${i}`, active: true, formula: `AND(LEN(Text${i}__c) > 40, Number${i}__c > 100)`, message: "too long"});
  }
  const document = {presaveBundle: 1, name: "Twenty", objects: {Twenty__c: {label: "Twenty", pluralLabel: "Twenty", fields, rules}}};
  return {bundleText: JSON.stringify(document), request: {object: "Twenty__c", operation: "insert", record}};
}

/** Runs in Node and in the page alike, so it may use nothing but its arguments. */
async function measure({load, bundleText, request, callsAtOnce}) {
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
  const readyMs = median(await timesOf(7, async () => (await load()).dispose()));
  const engine = await load();
  const loadBundleMs = median(await timesOf(7, async () => (await engine.loadBundle(bundleText)).dispose()));
  const bundle = await engine.loadBundle(bundleText);
  const session = await bundle.session(request);
  const [field, value] = Object.entries(request.record).find((entry) => typeof entry[1] === "number") ?? ["Name", "x"];
  // Answers of an engine in the page are not awaited: that alone would cost more than some of them.
  const atOnce = engine.runs === "webassembly" || engine.runs === "javascript";
  const each = async (act) => {
    const round = async () => {
      for (let i = 0; i < callsAtOnce; ++i) atOnce ? act(i) : await act(i);
    };
    await round();
    return (median(await timesOf(5, round)) * 1000) / callsAtOnce;
  };
  const validateUs = await each(() => bundle.validate(request));
  const setUs = await each((i) => session.set(field, value + (i % 2)));
  engine.dispose();
  const shown = (number) => Number(number.toPrecision(3));
  return {readyMs: shown(readyMs), loadBundleMs: shown(loadBundleMs), validateUs: shown(validateUs), setUs: shown(setUs)};
}

async function measureInChromium(input) {
  const site = await Site.open();
  try {
    const rows = {};
    const frame = `${site.other}/presave.frame.html`;
    const ways = {webassembly: {}, worker: {worker: true}, frame: {frame, wasm: "/nowhere.wasm"}, javascript: {wasm: "/nowhere.wasm"}};
    for (const [way, options] of Object.entries(ways)) {
      const run = `async (given) => {
        const bytes = await (await fetch("/presave.wasm")).arrayBuffer();
        const options = {wasm: bytes, ...given.options};
        return (${measure})({...given, load: () => presave.loadEngine(options)});
      }`;
      rows[`chromium, ${way}`] = await site.run("/static.html", "", run, {...input, options, callsAtOnce: way === "webassembly" ? 2000 : 200});
    }
    return rows;
  } finally {
    await site.close();
  }
}

async function given() {
  if (!bundleFile) return twentyFields();
  const [record] = JSON.parse(await readFile(recordsFile, "utf8"));
  return {bundleText: await readFile(bundleFile, "utf8"), request: {object, operation: "insert", record}};
}

const input = await given();
const wasm = await readFile(new URL("presave.wasm", dist));
console.table(await Promise.all(["presave.wasm", "presave.static.js", "presave.worker.js", "presave.javascript.js"].map(sizes)));
console.table({
  node: await measure({...input, load: () => loadEngine({wasm}), callsAtOnce: 2000}),
  ...(await measureInChromium(input)),
});
