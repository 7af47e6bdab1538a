// The Canvas app over time: sessions that end, records that others change, pages that are too low, and what is said
// when something does not work.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { RENTAL, appFrame, openPage, openStage, picture } from "./lib/stage.js";

let stage;

before(async () => {
  stage = await openStage();
});

after(() => stage?.close());

/** Opens the record page with answers changed on their way to it, and the app ready. */
async function openReady(prepare) {
  const opened = await openPage(stage, "/", {}, prepare);
  await opened.app.getByRole("button", { name: "Save" }).waitFor();
  return opened;
}

const signedRequests = (requests) => requests.filter((request) => request.method() === "POST" && request.url().endsWith("/canvas"));

test("a session that the server has ended is renewed with a new signed request, and the save goes through", async () => {
  const { page, app, requests, close } = await openReady();
  let refusals = 0;
  await page.route("**/api/validate", (route) => (refusals++ === 0 ? route.fulfill({ status: 401, body: "{}" }) : route.continue()));
  await app.getByLabel("Delivery Notes").fill("After the session.");
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByText("Rental was saved.").waitFor();
  assert.equal(signedRequests(requests).length, 2);
  assert.equal(refusals, 2);
  await close();
});

test("a session is renewed before it ends, without anybody doing anything", async () => {
  const { page, app, requests, troubles, close } = await openReady((opened) => opened.clock.install());
  assert.equal(signedRequests(requests).length, 1);
  const renewal = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/canvas"));
  await page.clock.fastForward("00:25:00");
  await renewal;
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByText("Rental was saved.").waitFor();
  assert.deepEqual(troubles, []);
  await close();
});

test("a record that others have changed is loaded again, unless something was typed", async () => {
  const { page, app, close } = await openReady();
  stage.org.store.update(RENTAL.object, RENTAL.id, { DeliveryNotes__c: "Changed elsewhere." });
  await page.getByRole("button", { name: "Refresh" }).click();
  await app.getByText("changed elsewhere and loaded again").waitFor();
  assert.equal(await app.getByLabel("Delivery Notes").inputValue(), "Changed elsewhere.");

  await app.getByLabel("Delivery Notes").fill("Mine.");
  stage.org.store.update(RENTAL.object, RENTAL.id, { DeliveryNotes__c: "Changed once more." });
  await page.getByRole("button", { name: "Refresh" }).click();
  await app.getByText("What you typed is still here.").waitFor();
  assert.equal(await app.getByLabel("Delivery Notes").inputValue(), "Mine.");
  await picture(page, "changed-elsewhere");
  await app.getByRole("button", { name: "Load the record again" }).click();
  await app.getByText("changed elsewhere and loaded again").waitFor();
  assert.equal(await app.getByLabel("Delivery Notes").inputValue(), "Changed once more.");
  await close();
});

test("the app's own save is not news to it", async () => {
  const { app, close } = await openReady();
  await app.getByLabel("Delivery Notes").fill("My own.");
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByText("Rental was saved.").waitFor();
  assert.equal(await app.getByText("changed elsewhere").count(), 0);
  await close();
});

test("where the host page allows no such height, the app scrolls inside", async () => {
  const { page, app, close } = await openReady((opened) =>
    opened.route("**/canvas-frame.js", async (route) => {
      const text = await (await route.fetch()).text();
      await route.fulfill({ contentType: "text/javascript", body: text.replace("MAX_HEIGHT = 4000", "MAX_HEIGHT = 300") });
    }),
  );
  await appFrame(page).waitForFunction(() => document.querySelector("#app").scrollHeight > window.innerHeight);
  const save = app.getByRole("button", { name: "Save" });
  await appFrame(page).evaluate(() => (document.querySelector("#app").scrollTop = 10_000));
  const { y, height } = await save.boundingBox();
  const frame = await page.locator("iframe").boundingBox();
  assert.ok(y + height <= frame.y + frame.height, "the Save button can be reached");
  await close();
});

const withContext = (change) => (opened) =>
  opened.route("**/canvas", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });

test("a page that says no record is answered in words, and can be tried again", async () => {
  const { page, app, close } = await openPage(stage, "/", {}, withContext((html) => html.replace(`"Id":"${RENTAL.id}"`, '"Id":""')));
  await app.getByRole("alert").getByText(/did not say which record/).waitFor();
  await picture(page, "no-record");
  await page.unroute("**/canvas");
  await app.getByRole("button", { name: "Try again" }).click();
  await app.getByRole("button", { name: "Save" }).waitFor();
  await close();
});

test("a server that cannot be reached is said at once, and nothing is lost", async () => {
  const { page, app, close } = await openReady();
  await page.route("**/api/validate", (route) => route.abort());
  await app.getByLabel("Delivery Notes").fill("Not saved yet.");
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByRole("alert").getByText(/server cannot be reached/).waitFor();
  assert.equal(await app.getByLabel("Delivery Notes").inputValue(), "Not saved yet.");
  await page.unroute("**/api/validate");
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByText("Rental was saved.").waitFor();
  await close();
});

test("rules that cannot be read are said with the reason", async () => {
  const { app, close } = await openPage(stage, "/", {}, (opened) => opened.route("**/api/bundle", (route) => route.fulfill({ body: "{" })));
  await app.getByRole("alert").getByText(/JSON/).waitFor();
  await close();
});
