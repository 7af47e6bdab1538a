// The whole stage of a browser test: stand-in org, server and Chromium, and one page with an eye on its
// console and its requests.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { startOrg } from "../../../devorg/server.js";
import { startAppServer } from "./app-server.js";
import { BUILD, ORG_SOURCE } from "./paths.js";
import { freePort } from "./ports.js";

const CHROMIUM = process.env.PRESAVE_CHROMIUM ?? "/usr/bin/chromium";
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Far more than any step needs, short enough that a failing run ends soon. */
const STEP_TIMEOUT_MS = 10_000;

/** Object and record that / of the stand-in org shows. */
export const RENTAL = { object: "Rental__c", id: "a035e0000000001AAA" };

/**
 * Starts everything; close() ends it in reverse order.
 * @param {{ancestors?: string[], serverSaves?: boolean, sessionCookie?: boolean}} [options] further origins that may frame the
 *   server's pages; whether the server hands changes to the org, or the page does, and whether its sessions then travel in
 *   a cookie
 */
export async function openStage({ ancestors = [], serverSaves = false, sessionCookie = false } = {}) {
  const secret = randomBytes(24).toString("hex");
  const [orgPort, appPort] = [await freePort(), await freePort()];
  const orgOrigin = `http://localhost:${orgPort}`;
  const toSave = serverSaves ? { org: orgOrigin, sessionCookie } : {};
  const server = await startAppServer({ port: appPort, ancestors: [orgOrigin, ...ancestors], secret, ...toSave });
  const options = { port: orgPort, app: server.origin, org: ORG_SOURCE, object: RENTAL.object, secret };
  const org = await startOrg(options);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  const close = async () => {
    await browser.close();
    await org.close();
    await server.stop();
  };
  return { org, server, browser, close };
}

/**
 * Opens a page of the org in a browser context of its own.
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 * @param {string} path in the org, or a whole address
 * @param {object} [contextOptions] of Playwright
 * @param {(page: import("playwright-core").Page) => Promise<void>} [prepare] before the page loads
 */
export async function openPage(stage, path = "/", contextOptions = {}, prepare = async () => {}) {
  const viewport = { width: 1280, height: 900 };
  const context = await stage.browser.newContext({ viewport, timezoneId: "Europe/Berlin", locale: "en-US", ...contextOptions });
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  const page = await context.newPage();
  const troubles = [];
  const requests = [];
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("request", (request) => requests.push(request));
  await prepare(page);
  await page.goto(new URL(path, stage.org.origin).href);
  const app = page.frameLocator("iframe");
  return { page, app, troubles, requests, close: () => context.close() };
}

/** Before a page loads: has Salesforce's page give the app a theme in its Canvas parameters. */
export function withTheme(theme) {
  return (page) => page.route("**/host.js", async (route) => {
    const text = await (await route.fetch()).text();
    await route.fulfill({ contentType: "text/javascript", body: text.replace("parameters: {", `parameters: { theme: ${JSON.stringify(theme)},`) });
  });
}

/** The Canvas app's frame, for looking inside. */
export function appFrame(page) {
  return page.frames().find((frame) => frame.name().startsWith("canvas-frame-"));
}

/** Saves a picture of the page into the build folder. */
export function picture(page, name) {
  return page.screenshot({ path: join(BUILD, `${name}.png`), fullPage: true });
}
