// Saving through the server: decided there, then saved in the org with the user's own token. What only the org
// knows comes back at its field, and a token that is over is renewed without anybody noticing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { refusedByTrigger } from "../../devorg/org/faults.js";
import { RENTAL, appFrame, openPage, openStage, picture } from "./lib/stage.js";

const NOT_IN_MARCH = "No rental ends on the day of the stocktaking.";
let stage;

before(async () => {
  stage = await openStage({ serverSaves: true });
  stage.org.store.setTrigger(RENTAL.object, (rental) => {
    if (rental.EndDate__c === "2027-03-10") throw refusedByTrigger(NOT_IN_MARCH, ["EndDate__c"]);
  });
});

after(() => stage?.close());

const saved = () => stage.org.store.read(RENTAL.object, RENTAL.id);
const messageAt = (app, name) => app.locator(`#field-${name}-message`);
const save = (app) => app.getByRole("button", { name: "Save" }).click();

/** What the page itself writes into the org. */
function pageWrites(requests) {
  return requests.filter((request) => request.method() === "PATCH");
}

test("a record is saved by the server, and the page itself writes nothing", async () => {
  const { page, app, troubles, requests, close } = await openPage(stage);
  await app.getByLabel("End Date").fill("2027-03-11");
  await save(app);
  await app.getByText("Rental was saved.").waitFor();
  assert.equal(saved().EndDate__c, "2027-03-11");
  assert.deepEqual(pageWrites(requests), []);
  await page.locator("#details .host-changed", { hasText: "3/11/2027" }).waitFor();
  assert.deepEqual(troubles, []);
  await close();
});

test("what the org refuses is said at the field, in the org's words, and nothing is saved", async () => {
  const { page, app, close } = await openPage(stage);
  await app.getByLabel("End Date").fill("2027-03-10");
  await save(app);
  await messageAt(app, "EndDate__c").getByText(NOT_IN_MARCH).waitFor();
  assert.equal(await app.getByLabel("End Date").getAttribute("aria-invalid"), "true");
  assert.notEqual(saved().EndDate__c, "2027-03-10");
  await picture(page, "refused-by-org");
  await app.getByLabel("End Date").fill("2027-03-09");
  await save(app);
  await app.getByText("Rental was saved.").waitFor();
  assert.equal(saved().EndDate__c, "2027-03-09");
  await close();
});

test("what the rules refuse never reaches the org, whatever the page decided", async () => {
  const { app, requests, close } = await openPage(stage);
  const before = saved();
  await app.getByLabel("End Date").fill("2027-02-20");
  await messageAt(app, "EndDate__c").waitFor();
  await save(app);
  await app.getByText(/^By the server/).waitFor();
  assert.deepEqual(saved(), before);
  assert.deepEqual(pageWrites(requests), []);
  await close();
});

test("a token that is over is renewed by a new signed request, in the same session, and the save goes through once", async () => {
  const { page, app, requests, close } = await openPage(stage);
  await app.getByRole("button", { name: "Save" }).waitFor();
  const own = JSON.parse(await page.locator("#page-config").textContent()).token;
  const bearer = requests.map((request) => request.headers()["authorization"]?.split(" ")[1]);
  const session = bearer.find((token) => token && !token.startsWith("00D"));
  stage.org.sessions.close(bearer.find((token) => token?.startsWith("00D") && token !== own));
  await app.getByLabel("Delivery Notes").fill("Ring three times.");
  await save(app);
  await app.getByText("Rental was saved.").waitFor();
  assert.equal(saved().DeliveryNotes__c, "Ring three times.");
  const saves = requests.filter((request) => request.url().endsWith("/api/save"));
  assert.equal(saves.length, 2);
  assert.equal(saves[0].postData(), saves[1].postData(), "the same key, the same record");
  assert.equal(saves[1].headers()["authorization"], `Bearer ${session}`);
  await close();
});

test("who has logged out has no session any more", async () => {
  const { page, app, requests, close } = await openPage(stage);
  await app.getByRole("button", { name: "Save" }).waitFor();
  const authorization = requests.find((request) => request.url().endsWith("/api/bundle")).headers()["authorization"];
  const ask = (method, path) =>
    appFrame(page).evaluate(
      async (call) => (await fetch(call.path, { method: call.method, headers: { Authorization: call.authorization } })).status,
      { method, path, authorization },
    );
  assert.equal(await ask("GET", "/api/bundle"), 200);
  assert.equal(await ask("POST", "/api/logout"), 204);
  assert.equal(await ask("GET", "/api/bundle"), 401);
  await close();
});

test("a user who has not approved the app is led to do so, and the app opens after it", async () => {
  const { page, app, close } = await openPage(stage, "/?unapproved=1", { locale: "de-DE" });
  const approve = app.getByRole("link", { name: "In Salesforce bestätigen" });
  const [popup] = await Promise.all([page.waitForEvent("popup"), approve.click()]);
  const [, start] = /^(.*)\?/.exec(await approve.getAttribute("href"));
  assert.equal(start, "/oauth/start");
  await popup.close();
  await app.getByRole("button", { name: "Ich habe sie bestätigt" }).click();
  await app.getByLabel("End Date").waitFor();
  await close();
});

test("the window of the approval tells the app that it is done, and goes", async () => {
  const { page, app, close } = await openPage(stage, "/?unapproved=1");
  const approve = app.getByRole("link", { name: "Approve in Salesforce" });
  // The last page of a sign-in as the server writes it; the pages before it are the org's, which this stand-in has not.
  const last = '<!doctype html><title>Approved</title><script src="/presave/approved.js"></script>';
  await page.context().route("**/oauth/start?*", (route) => route.fulfill({ contentType: "text/html", body: last }));
  const [popup] = await Promise.all([page.waitForEvent("popup"), approve.click()]);
  if (!popup.isClosed()) await popup.waitForEvent("close");
  await app.getByLabel("End Date").waitFor();
  await close();
});
