// Light or dark: like the page around it, whatever the system says; alone as the system has it.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { appFrame, openPage, openStage, picture, withTheme } from "./lib/stage.js";

const DARK = { colorScheme: "dark" };
let stage;
let host;

before(async () => {
  host = createServer((_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Host</title>"));
  await new Promise((resolve) => host.listen(0, "localhost", resolve));
  stage = await openStage({ ancestors: [hostOrigin()] });
});

after(async () => {
  await stage?.close();
  host?.close();
});

const hostOrigin = () => `http://localhost:${host.address().port}`;

/** Whether text on a page or in a frame is lighter than what it stands on. */
function isDark(frame) {
  return frame.evaluate(() => {
    const brightness = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    const { color, backgroundColor } = getComputedStyle(document.body);
    return brightness(color) > brightness(backgroundColor);
  });
}

for (const [what, prepare, context, expected] of [
  ["is light in Salesforce's page, whatever the system says", undefined, DARK, false],
  ["is dark where the Canvas parameters say so", withTheme("dark"), {}, true],
  ["follows the system where the Canvas parameters say so", withTheme("system"), DARK, true],
  ["takes a theme that is none for what it is", withTheme("purple"), DARK, false],
]) {
  test(`the app ${what}`, async () => {
    const { page, app, troubles, close } = await openPage(stage, "/", context, prepare);
    await app.getByRole("button", { name: "Save" }).waitFor();
    assert.equal(await isDark(appFrame(page)), expected);
    await picture(page, `theme-${expected ? "dark" : "light"}`);
    assert.deepEqual(troubles, []);
    await close();
  });
}

test("pages that stand alone follow the system", async () => {
  for (const [context, expected] of [[DARK, true], [{ colorScheme: "light" }, false]]) {
    const { page, close } = await openPage(stage, `${stage.server.origin}/workbench`, context);
    await page.getByRole("heading").first().waitFor();
    assert.equal(await isDark(page.mainFrame()), expected);
    await close();
  }
});

test("the embed follows the system, or is what the page around it asks for", async () => {
  const { page, close } = await openPage(stage, hostOrigin(), DARK);
  await page.evaluate(async (address) => {
    const frame = document.createElement("iframe");
    const ready = new Promise((resolve) => addEventListener("message", resolve, { once: true }));
    frame.src = address;
    document.body.append(frame);
    await ready;
  }, `${stage.server.origin}/embed`);
  const embed = page.frames().find((frame) => frame.url().endsWith("/embed"));
  const bundle = await (await fetch(`${stage.server.origin}/example-bundle.json`)).text();
  for (const [theme, expected] of [[undefined, true], ["light", false], ["dark", true]]) {
    const message = { presave: 1, type: "open", bundle, request: { object: "Customer__c", operation: "insert", record: {} }, theme };
    await page.evaluate(([text, target]) => new Promise((resolve) => {
      addEventListener("message", ({ data }) => data.type === "opened" && resolve());
      frames[0].postMessage(text, target);
    }), [message, stage.server.origin]);
    assert.equal(await isDark(embed), expected, String(theme));
  }
  await close();
});
