// The engine in a frame from the server, for a page of another origin that may not run WebAssembly itself.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ROOT } from "./lib/paths.js";
import { openPage, openStage } from "./lib/stage.js";

const PAGE = '<!doctype html><title>Host</title><script src="/presave.static.js"></script>';
let stage;
let friend;
let stranger;

/** A page of some origin that may run the package's script and no WebAssembly. */
async function startHost() {
  const script = await readFile(join(ROOT, "wasm/package/dist/presave.static.js"));
  const host = createServer(({ url }, response) => {
    const [type, body] = url === "/presave.static.js" ? ["text/javascript", script] : ["text/html", PAGE];
    const policy = `default-src 'none'; script-src 'self'; frame-src ${stage.server.origin}`;
    response.writeHead(200, { "Content-Type": type, "Content-Security-Policy": policy }).end(body);
  });
  await new Promise((resolve) => host.listen(0, "localhost", resolve));
  return { origin: `http://localhost:${host.address().port}`, close: () => host.close() };
}

before(async () => {
  friend = await startHost();
  stranger = await startHost();
  stage = await openStage({ ancestors: [friend.origin] });
});

after(async () => {
  await stage?.close();
  friend?.close();
  stranger?.close();
});

/** Loads an engine in the page and decides a record; what it throws comes back as {error}. */
function decide(page, bundle) {
  const frame = `${stage.server.origin}/presave.frame.html`;
  return page.evaluate(async ([address, document]) => {
    try {
      const engine = await globalThis.presave.loadEngine({ frame: address, javascript: false, timeoutMs: 3000 });
      const rules = await engine.loadBundle(document);
      const record = { StartDate__c: "2030-03-02", EndDate__c: "2030-03-01" };
      const { failures } = await rules.validate({ object: "Rental__c", operation: "insert", record });
      return { runs: engine.runs, rules: failures.map(({ rule }) => rule) };
    } catch (error) {
      return { error: error.message };
    }
  }, [frame, bundle]);
}

const bundleOf = async () => (await fetch(`${stage.server.origin}/example-bundle.json`)).text();

test("a page of an allowed origin decides in the server's frame, in WebAssembly that its own policy forbids", async () => {
  const { page, requests, close } = await openPage(stage, friend.origin);
  const { error, runs, rules } = await decide(page, await bundleOf());
  assert.equal(error, undefined);
  assert.equal(runs, "frame");
  assert.ok(rules.includes("End_Date_Not_Before_Start_Date"));
  const loaded = requests.map((request) => new URL(request.url()).pathname);
  assert.ok(loaded.includes("/presave.wasm"));
  assert.ok(!loaded.includes("/presave.javascript.js"), "WebAssembly is what runs");
  assert.ok(requests.every((request) => request.method() === "GET"), "nothing of the record goes to the server");
  await close();
});

test("a page of another origin is told that the server does not let it", async () => {
  const { page, close } = await openPage(stage, stranger.origin);
  const { error } = await decide(page, await bundleOf());
  assert.match(error, /frame-ancestors/);
  await close();
});
