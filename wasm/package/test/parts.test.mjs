// What the package is made of, and how large it may be: what a page loads before it can decide anything.
import assert from "node:assert/strict";
import {readFile, readdir} from "node:fs/promises";
import {test} from "node:test";
import {gzipSync, inflateRawSync} from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const contents = (name) => readFile(new URL(name, dist));

/** In bytes, as a server with gzip sends them. docs/decisions/emscripten-embind.md has what is in them. */
const BUDGETS = {
  "presave.wasm": 201_000,
  "presave.static.js": 11_300,
  "presave.worker.js": 8_400,
  "presave.frame.js": 8_400,
  "presave.javascript.js": 273_000,
};
/** Salesforce takes no larger static resource. */
const STATIC_RESOURCE_BYTES = 5_000_000;

for (const [name, budget] of Object.entries(BUDGETS)) {
  test(`${name} stays within ${budget} bytes`, async () => {
    const size = gzipSync(await contents(name), {level: 9}).length;
    assert.ok(size <= budget, `${size} bytes`);
  });
}

test("nothing is evaluated, and nothing but the worker's script is asked of the page", async () => {
  for (const name of (await readdir(dist)).filter((file) => file.endsWith(".js"))) {
    assert.doesNotMatch(`${await contents(name)}`, /\beval\(|new Function\(|Function\("/, name);
  }
});

test("the static resource holds the files as they are", async () => {
  const archive = await contents("presave.resource.zip");
  assert.ok(archive.length < STATIC_RESOURCE_BYTES);
  const names = [];
  for (const {name, bytes} of entriesOf(archive)) {
    names.push(name);
    assert.ok(bytes.equals(await contents(name)), name);
  }
  assert.deepEqual(names.sort(), [
    "presave.frame.html", "presave.frame.js", "presave.javascript.js", "presave.static.js", "presave.wasm", "presave.worker.js",
  ]);
});

test("the same files make the same archive", async () => {
  const {zipOf} = await import("../tools/zip.mjs");
  const files = [{name: "ä.txt", bytes: Buffer.from("one")}, {name: "b", bytes: Buffer.alloc(0)}];
  assert.ok(zipOf(files).equals(zipOf(files)));
  assert.deepEqual([...entriesOf(zipOf(files))].map(({name, bytes}) => [name, `${bytes}`]), [["ä.txt", "one"], ["b", ""]]);
});

/** Reads an archive from its directory at the end, as unpackers do. */
function* entriesOf(archive) {
  const end = archive.length - 22;
  assert.equal(archive.readUInt32LE(end), 0x06054b50);
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; --count) {
    assert.equal(archive.readUInt32LE(at), 0x02014b50);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20)));
    assert.equal(bytes.length, archive.readUInt32LE(at + 24));
    yield {name, bytes};
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
}
