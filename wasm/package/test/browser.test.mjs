// The package in a real browser, under the Content Security Policies that pages have.
import assert from "node:assert/strict";
import {createServer} from "node:http";
import {readFile} from "node:fs/promises";
import {after, before, test} from "node:test";
import {chromium} from "playwright-core";
import {bundleDocument, stay} from "./fixture.mjs";

const dist = new URL("../dist/", import.meta.url);
const pages = {
  "/module.html": '<!doctype html><script type="module" src="/module.js"></script>',
  "/static.html": '<!doctype html><script src="/presave.static.js"></script>',
  "/module.js": 'import * as presave from "/presave.js"; globalThis.presave = presave;',
};
const types = {html: "text/html", js: "text/javascript", wasm: "application/wasm"};

let server, browser, origin;

/** Answers files of dist/ and the pages above, with the policy that the query asks for. */
async function answer(request, response) {
  const {pathname, searchParams} = new URL(request.url, "http://local");
  const policy = `default-src 'none'; connect-src 'self'; script-src ${searchParams.get("script-src") ?? "'self'"}`;
  try {
    const body = pages[pathname] ?? (await readFile(new URL(`.${pathname}`, dist)));
    response.writeHead(200, {"content-type": types[pathname.split(".").pop()], "content-security-policy": policy});
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

before(async () => {
  server = createServer(answer);
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${server.address().port}`;
  browser = await chromium.launch({
    executablePath: process.env.PRESAVE_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** Opens one of the pages under a script-src, loads the engine there and decides the request. */
async function decideIn(path, scriptSource, request) {
  const page = await browser.newPage();
  try {
    await page.goto(`${origin}${path}?script-src=${encodeURIComponent(scriptSource)}`);
    await page.waitForFunction(() => globalThis.presave);
    return await page.evaluate(
      async ([document, toDecide]) => {
        try {
          return (await presave.loadEngine()).loadBundle(document).validate(toDecide);
        } catch ({name, code, where, message}) {
          return {name, code, where, message};
        }
      },
      [bundleDocument, request],
    );
  } finally {
    await page.close();
  }
}

for (const path of ["/module.html", "/static.html"]) {
  test(`${path} decides where the policy allows WebAssembly and no eval`, async () => {
    const outcome = await decideIn(path, "'self' 'wasm-unsafe-eval'", stay({Departure__c: "2026-04-30"}));
    assert.equal(outcome.verdict, "fail", JSON.stringify(outcome));
    assert.equal(outcome.failures[0].message, bundleDocument.objects.Stay__c.rules[1].message);
  });

  test(`${path} names the directive where the policy forbids WebAssembly`, async () => {
    const error = await decideIn(path, "'self'", stay());
    assert.equal(error.code, "webAssemblyBlocked", JSON.stringify(error));
    assert.equal(error.where, "Content-Security-Policy: script-src");
    assert.match(error.message, /Add 'wasm-unsafe-eval' to the script-src directive/);
  });
}
