// Sessions that travel in a partitioned cookie: the page never sees the token, and works all the same.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { RENTAL, appFrame, openPage, openStage } from "./lib/stage.js";

let stage;

before(async () => {
  stage = await openStage({ serverSaves: true, sessionCookie: true });
});

after(() => stage?.close());

test("the browser carries the session, out of the page's reach and in this frame alone", async () => {
  const { page, app, troubles, requests, close } = await openPage(stage);
  await app.getByLabel("Delivery Notes").fill("Carried by a cookie.");
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByText("Rental was saved.").waitFor();
  assert.equal(stage.org.store.read(RENTAL.object, RENTAL.id).DeliveryNotes__c, "Carried by a cookie.");

  const [cookie, ...others] = (await page.context().cookies()).filter(({ name }) => name.startsWith("__Host-"));
  assert.deepEqual(others, []);
  assert.deepEqual([cookie.httpOnly, cookie.secure, cookie.sameSite, cookie.path], [true, true, "None", "/"]);
  assert.ok(cookie.partitionKey, "another site that frames the app gets another cookie");
  assert.equal(await appFrame(page).evaluate(() => document.cookie), "");
  assert.ok(!(await appFrame(page).content()).includes(cookie.value));

  const calls = requests.filter((request) => new URL(request.url()).pathname.startsWith("/api/"));
  assert.ok(calls.length >= 2);
  for (const call of calls) {
    const headers = await call.allHeaders();
    assert.equal(headers.authorization, undefined, call.url());
    assert.ok(headers["x-presave"], `${call.url()}: only our own page can say this header`);
  }
  assert.deepEqual(troubles, []);
  await close();
});

test("the cookie alone opens nothing: a call needs the page's own header, which other origins may not send", async () => {
  const { page, app, requests, close } = await openPage(stage);
  await app.getByRole("button", { name: "Save" }).waitFor();
  const status = (headers) => appFrame(page).evaluate((more) =>
    fetch("/api/validate", { method: "POST", headers: { "Content-Type": "application/json", ...more }, body: "{}" })
      .then((answer) => answer.status), headers);
  assert.equal(await status({}), 401);
  const own = await requests.find((request) => request.url().endsWith("/api/bundle")).headerValue("x-presave");
  assert.equal(await status({ "X-Presave": own }), 400, "who asks is known; the request says no object");
  await close();
});
