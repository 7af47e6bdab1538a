// Serves dist-demo/ to a headless Chromium, as any web server would.
import {createServer} from "node:http";
import {readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, extname, join, normalize} from "node:path";
import {fileURLToPath} from "node:url";
import {chromium} from "playwright-core";

const room = dirname(dirname(fileURLToPath(import.meta.url)));
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** Serves a folder; `more` has what else is there, by path. Gives the server and its address. */
export async function serve(folder, more = {}) {
  const server = createServer(async (request, response) => {
    const {pathname} = new URL(request.url, "http://local");
    const file = normalize(pathname === "/" ? "/index.html" : pathname);
    try {
      const body = more[pathname] ?? (await readFile(join(room, folder, file)));
      response.writeHead(200, {"content-type": types[extname(file)] ?? "application/octet-stream"}).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {server, address: `http://127.0.0.1:${server.address().port}/`};
}

/** The demo's page; PRESAVE_DEMO_PAGE=locker.html is the one with the components inside the sandbox. */
export const demoPage = process.env.PRESAVE_DEMO_PAGE ?? "";

/** Opens the demo in a browser, with `more` files; `problems` collects what the page writes to the console as an error. */
export async function openDemo(more) {
  const {server, address: origin} = await serve("dist-demo", more);
  const browser = await chromium.launch({
    executablePath: process.env.PRESAVE_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
  const page = await browser.newPage({viewport: {width: 1100, height: 860}, locale: "en-US", timezoneId: "Europe/Berlin"});
  page.setDefaultTimeout(15_000);
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(origin + demoPage);
  return {
    page,
    problems,
    async close() {
      await browser.close();
      server.close();
    },
  };
}

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe has against the page as it stands: "rule: element". */
export async function violations(page) {
  await page.evaluate(await readFile(axe, "utf8"));
  return page.evaluate(async () => {
    const {violations: found} = await globalThis.axe.run(document, {iframes: false});
    return found.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html}`));
  });
}
