// Messages between windows: neither the app nor the host page listens to a third origin.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { RENTAL, appFrame, openPage, openStage } from "./lib/stage.js";

/** Long enough for a message to arrive: the genuine one in the same test takes a few milliseconds. */
const SETTLE_MS = 300;
let stage;
let stranger;

before(async () => {
  stage = await openStage();
  stranger = createServer((_, response) => response.end("<!doctype html><title>A stranger</title>"));
  await new Promise((resolve) => stranger.listen(0, "127.0.0.1", resolve));
});

after(async () => {
  await new Promise((resolve) => stranger?.close(resolve) ?? resolve());
  await stage?.close();
});

/** The record page with a frame of a foreign origin beside the app; the page's own policy would forbid it. */
async function openWithStranger() {
  const opened = await openPage(stage, "/", { bypassCSP: true });
  await opened.app.getByRole("button", { name: "Save" }).waitFor();
  const address = `http://127.0.0.1:${stranger.address().port}/`;
  await opened.page.evaluate((src) => {
    const frame = Object.assign(document.createElement("iframe"), { src, name: "stranger" });
    document.body.append(frame);
    return new Promise((resolve) => frame.addEventListener("load", resolve));
  }, address);
  return { ...opened, foreign: opened.page.frames().find((frame) => frame.name() === "stranger") };
}

const INSTANCE = "_:Presave:";
const eventFor = (payload) => JSON.stringify({
  type: "event",
  targetModule: "Canvas",
  payload: { name: "e2e.greeting", method: "onData", payload },
});

test("the app hears the host page, and nobody else", async () => {
  const { page, foreign, close } = await openWithStranger();
  const app = appFrame(page);
  await app.evaluate(([instanceId, targetOrigin]) => {
    window.heard = [];
    const client = { oauthToken: "for this test", instanceId, targetOrigin };
    window.Sfdc.canvas.client.subscribe(client, { name: "e2e.greeting", onData: (data) => window.heard.push(data) });
  }, [INSTANCE, stage.org.origin]);
  await foreign.evaluate((text) => {
    for (let i = 0; i < parent.frames.length; i++) parent.frames[i].postMessage(text, "*");
  }, eventFor("from a stranger"));
  await sleep(SETTLE_MS);
  await page.evaluate((text) => frames[0].postMessage(text, "*"), eventFor("from the host page"));
  await app.waitForFunction(() => window.heard.length > 0);
  assert.deepEqual(await app.evaluate(() => window.heard), ["from the host page"]);
  await close();
});

test("the host page makes no REST call for a stranger", async () => {
  const { page, foreign, requests, close } = await openWithStranger();
  const token = JSON.parse(await page.locator("#page-config").textContent()).token;
  const before = requests.length;
  const message = {
    seq: 1,
    src: "client",
    targetModule: "Canvas",
    body: {
      type: "ajax",
      url: `${stage.org.origin}/services/data/v62.0/sobjects/${RENTAL.object}/${RENTAL.id}`,
      config: {
        client: { instanceId: INSTANCE },
        method: "PATCH",
        headers: { Authorization: `OAuth ${token}` },
        data: JSON.stringify({ DeliveryNotes__c: "stolen" }),
      },
    },
  };
  await foreign.evaluate((text) => parent.postMessage(text, "*"), JSON.stringify(message));
  await sleep(SETTLE_MS);
  assert.equal(requests.length, before);
  assert.notEqual(stage.org.store.read(RENTAL.object, RENTAL.id).DeliveryNotes__c, "stolen");
  await appFrame(page).evaluate((text) => parent.postMessage(text, "*"), JSON.stringify(message));
  await page.waitForResponse((response) => response.request().method() === "PATCH");
  assert.equal(stage.org.store.read(RENTAL.object, RENTAL.id).DeliveryNotes__c, "stolen");
  await close();
});
