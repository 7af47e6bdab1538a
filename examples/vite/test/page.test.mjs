// The built page, in a browser, under the policy that the README promises is enough.
import assert from "node:assert/strict";
import {createServer} from "node:http";
import {readFile} from "node:fs/promises";
import {extname} from "node:path";
import {after, before, test} from "node:test";
import {chromium} from "playwright-core";

const dist = new URL("../dist/", import.meta.url);
const types = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm"};
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; style-src 'self'";

let server, browser, origin;

before(async () => {
  server = createServer(async ({url}, response) => {
    const {pathname} = new URL(url, "http://local");
    try {
      const file = pathname === "/" ? "index.html" : pathname.slice(1);
      const body = await readFile(new URL(file, dist));
      response.writeHead(200, {"content-type": types[extname(file)] ?? "text/plain", "content-security-policy": POLICY}).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
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

for (const [query, runs] of [["", "webassembly"], ["?worker", "worker"]]) {
  test(`a person types and sees the rule's message: ${runs}`, async () => {
    const page = await browser.newPage();
    await page.goto(`${origin}/${query}`);
    await page.getByText(`running as ${runs}`).waitFor();
    assert.equal(await page.locator("#nights").textContent(), "3");

    await page.getByLabel("Departure").fill("2027-04-30");
    await page.getByText("The departure is at least a day after the arrival.").waitFor();
    assert.equal(await page.locator("#nights").textContent(), "-1");

    await page.getByLabel("Departure").fill("2027-05-02");
    await page.locator("#Departure__c-message:empty").waitFor({state: "attached"});
    await page.close();
  });
}
