// The embed in a page of another origin: the example page, and pages that mean harm.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { violations } from "./lib/axe.js";
import { BUILD, ROOT } from "./lib/paths.js";
import { openPage, openStage, picture } from "./lib/stage.js";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json" };
/** Long enough for a message to arrive; genuine ones take a few milliseconds. */
const SETTLE_MS = 300;
let stage;
let friend;
let stranger;

/** A web server of some other origin: the example page's files, and the bundle beside them. */
async function startHost(name) {
  const host = createServer(async (request, response) => {
    const file = new URL(request.url, "http://any").pathname.slice(1) || "index.html";
    const folder = file === "bundle.json" ? BUILD : join(ROOT, "examples/embed");
    const content = await readFile(join(folder, file)).catch(() => undefined);
    response.writeHead(content ? 200 : 404, { "Content-Type": TYPES[file.slice(file.lastIndexOf("."))] ?? "text/plain" });
    response.end(content);
  });
  await new Promise((resolve) => host.listen(0, name, resolve));
  return { origin: `http://${name}:${host.address().port}`, close: () => host.close() };
}

before(async () => {
  friend = await startHost("localhost");
  stranger = await startHost("localhost");
  stage = await openStage({ ancestors: [friend.origin] });
});

after(async () => {
  await stage?.close();
  friend?.close();
  stranger?.close();
});

function openHost(host, options = {}, prepare = undefined) {
  return openPage(stage, `${host.origin}/?server=${stage.server.origin}`, options, prepare);
}

const endDate = (app) => app.getByRole("textbox", { name: "End Date" });
const frameOf = (page) => page.frames().find((frame) => frame.url().endsWith("/embed"));

test("the example page opens a record, hears each change, and saves", async () => {
  const { page, app, troubles, close } = await openHost(friend, { viewport: { width: 900, height: 1200 } });
  await endDate(app).fill("2030-02-20");
  await app.locator("#field-EndDate__c-message").getByText(/before the start date/).waitFor();
  await page.getByText("EndDate__c changed: fail").waitFor();
  await app.getByText("End_Date_Not_Before_Start_Date", { exact: true }).click();
  await app.getByRole("table").first().waitFor();
  assert.deepEqual(await violations(frameOf(page)), []);
  await picture(page, "embed");
  await app.getByRole("button", { name: "Save" }).click();
  assert.equal(await page.getByText(/^Saved/).count(), 0);
  await endDate(app).fill("2030-03-02");
  await app.getByRole("button", { name: "Save" }).click();
  await page.getByText(/^Saved \{.*"EndDate__c":"2030-03-02"/).waitFor();
  await app.getByText("Rental was saved.").waitFor();
  assert.deepEqual(troubles, []);
  await close();
});

test("the frame is as high as its content", async () => {
  const { page, app, close } = await openHost(friend);
  await endDate(app).fill("2030-02-20");
  await frameOf(page).waitForFunction(() => document.documentElement.scrollHeight <= window.innerHeight);
  await close();
});

/** Sends a message to the frame from the page around it. */
function tell(page, message) {
  return page.evaluate(([text, target]) => frames[0].postMessage(text, target), [message, stage.server.origin]);
}

test("fields and parents can be set from outside; what cannot be followed is answered", async () => {
  const { page, app, close } = await openHost(friend);
  await endDate(app).waitFor();
  await tell(page, { presave: 1, type: "set", field: "EndDate__c", value: "2030-02-20" });
  await app.locator("#field-EndDate__c-message").getByText(/before the start date/).waitFor();
  assert.equal(await endDate(app).inputValue(), "2030-02-20");
  await tell(page, { presave: 1, type: "set", field: "Nonsense__c", value: 1 });
  await page.getByText(/no field or relationship "Nonsense__c"/).waitFor();
  await tell(page, { presave: 1, type: "open", bundle: "{", request: { object: "Rental__c", operation: "insert", record: {} } });
  await page.locator("#said").getByText(/JSON/i).waitFor();
  await close();
});

test("a refusal by whoever saves stands at the field", async () => {
  const { page, app, close } = await openHost(friend, {}, async (opened) => {
    await opened.route("**/host.js", async (route) => {
      const text = await (await route.fetch()).text();
      await route.fulfill({ contentType: "text/javascript", body: text.replace("saved: true", 'saved: false, messages: { byField: { Deposit__c: ["Too little."] } }') });
    });
  });
  await endDate(app).waitFor();
  await app.getByRole("button", { name: "Save" }).click();
  await app.locator("#field-Deposit__c-message").getByText("Too little.").waitFor();
  await close();
});

test("the browser does not show the embed in a page that is not on the list", async () => {
  const { page, close } = await openHost(stranger);
  await sleep(SETTLE_MS);
  assert.equal(frameOf(page), undefined);
  await close();
});

test("and were the browser's guard not there, the embed itself would not listen to that page, nor tell it anything", async () => {
  const { page, app, close } = await openHost(stranger, {}, async (opened) => {
    await opened.addInitScript(() => {
      window.heard = [];
      window.addEventListener("message", (event) => window.heard.push(event.data));
    });
    await opened.route("**/embed", async (route) => {
      const response = await route.fetch();
      const headers = response.headers();
      delete headers["content-security-policy"];
      await route.fulfill({ response, headers });
    });
  });
  await app.getByText(`${stranger.origin}, is not on this server's list of allowed origins`).waitFor();
  await sleep(SETTLE_MS);
  assert.deepEqual(await page.evaluate(() => window.heard), [{ presave: 1, type: "ready" }]);
  assert.equal(await app.getByRole("button", { name: "Save" }).count(), 0);
  await close();
});

test("a frame beside it is not heard, even from the allowed origin", async () => {
  const { page, close } = await openHost(friend);
  const app = page.frameLocator("#presave");
  await endDate(app).waitFor();
  const before = await endDate(app).inputValue();
  await page.evaluate((src) => {
    const frame = Object.assign(document.createElement("iframe"), { src, name: "beside" });
    document.body.append(frame);
    return new Promise((resolve) => frame.addEventListener("load", resolve));
  }, `${friend.origin}/host.js`);
  const beside = page.frames().find((frame) => frame.name() === "beside");
  await beside.evaluate(() => parent.frames[0].postMessage({ presave: 1, type: "set", field: "EndDate__c", value: "1999-01-01" }, "*"));
  await sleep(SETTLE_MS);
  assert.equal(await endDate(app).inputValue(), before);
  await close();
});

test("the page does not listen to another frame that claims to be the embed", async () => {
  const { page, app, close } = await openHost(friend);
  await endDate(app).waitFor();
  await page.evaluate((src) => {
    const frame = Object.assign(document.createElement("iframe"), { src, name: "beside" });
    document.body.append(frame);
    return new Promise((resolve) => frame.addEventListener("load", resolve));
  }, `${stranger.origin}/host.js`);
  await page.frames().find((frame) => frame.name() === "beside").evaluate(() =>
    parent.postMessage({ presave: 1, type: "save", id: 1, fields: { Deposit__c: 0 } }, "*"));
  await sleep(SETTLE_MS);
  assert.equal(await page.getByText(/^Saved/).count(), 0);
  await close();
});

test("opened by itself the embed says what it is for", async () => {
  const { page, close } = await openPage(stage, `${stage.server.origin}/embed`);
  await page.getByText(/made to stand in a frame/).waitFor();
  await close();
});
