// Pages in a real browser, under the Content Security Policies that pages have.
import {createServer} from "node:http";
import {readFile} from "node:fs/promises";
import {chromium} from "playwright-core";

const dist = new URL("../dist/", import.meta.url);
const types = {html: "text/html", js: "text/javascript", wasm: "application/wasm"};
const pages = {
  "/module.html": '<!doctype html><body><script type="module" src="/module.js"></script>',
  "/static.html": '<!doctype html><body><script src="/presave.static.js"></script>',
  "/module.js": 'import * as presave from "/presave.js"; globalThis.presave = presave;',
  "/empty.html": "<!doctype html>",
};

/** Two origins with the built package, and a browser. */
export class Site {
  static async open() {
    const site = new Site();
    site.servers = [await listen(answer), await listen(answer)];
    [site.origin, site.other] = site.servers.map((server) => `http://127.0.0.1:${server.address().port}`);
    site.browser = await chromium.launch({
      executablePath: process.env.PRESAVE_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
    });
    return site;
  }

  async close() {
    await this.browser?.close();
    for (const server of this.servers) server.close();
  }

  /** Opens one of the pages under a policy and runs `act` in it, with `input`; what it throws comes back as {error}. */
  async run(path, policy, act, input) {
    const page = await this.browser.newPage();
    try {
      await page.goto(`${this.origin}${path}?policy=${encodeURIComponent(policy)}`);
      await page.waitForFunction(() => globalThis.presave);
      // The browser runs the text by its own means, so no policy forbids it.
      return await page.evaluate(`(${caught})(${act}, ${JSON.stringify(input ?? null)})`);
    } finally {
      await page.close();
    }
  }
}

/** Runs in the page. */
async function caught(act, input) {
  try {
    return await act(input);
  } catch (error) {
    const {name, code, where, message} = error;
    return {error: {name, code, where, message}};
  }
}

/** Answers files of dist/ and the pages above, with the policy that the query asks for. */
async function answer(request, response) {
  const {pathname, searchParams} = new URL(request.url, "http://local");
  const policy = searchParams.get("policy");
  try {
    const body = pages[pathname] ?? (await readFile(new URL(`.${pathname}`, dist)));
    response.writeHead(200, {"content-type": types[pathname.split(".").pop()], ...(policy && {"content-security-policy": policy})});
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

async function listen(handler) {
  const server = createServer(handler);
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return server;
}
