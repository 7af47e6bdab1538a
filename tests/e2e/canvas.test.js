// The Canvas app from a user's chair: rules at the field before any save, the server's second decision,
// the saved record, and what happens to those who tamper.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { RENTAL, appFrame, openPage, openStage, picture } from "./lib/stage.js";

const END_BEFORE_START = "The end date is before the start date. A rental ends on or after the day it starts.";
let stage;

before(async () => {
  stage = await openStage();
});

after(() => stage?.close());

const messageAt = (app, name) => app.locator(`#field-${name}-message`);

test("the app stands in an iframe of another origin and shows the record by the org's own labels", async () => {
  const { page, app, troubles, close } = await openPage(stage);
  await app.getByRole("button", { name: "Save" }).waitFor();
  assert.equal(new URL(appFrame(page).url()).origin, stage.server.origin);
  assert.notEqual(stage.server.origin, stage.org.origin);
  assert.equal(await app.getByLabel("End Date").inputValue(), "2027-03-12");
  assert.equal(await app.getByLabel("Deposit").inputValue(), "400.00");
  assert.equal(await app.getByLabel("Equipment").locator("option:checked").textContent(), "Mini Excavator 1.8 t");
  assert.match(await app.locator(".app-decided").textContent(), /^In your browser.*all pass$/);
  assert.equal(await appFrame(page).locator("#canvas-context").count(), 0);
  await picture(page, "opened");
  assert.deepEqual(troubles, []);
  await close();
});

test("an end date before the start date is refused at the field, before any save and without any request", async () => {
  const { page, app, troubles, requests, close } = await openPage(stage);
  await app.getByRole("button", { name: "Save" }).waitFor();
  const before = requests.length;
  await app.getByLabel("End Date").fill("2027-02-20");
  await messageAt(app, "EndDate__c").waitFor();
  assert.equal(await messageAt(app, "EndDate__c").textContent(), END_BEFORE_START);
  assert.equal(requests.length, before);
  const input = app.getByLabel("End Date");
  assert.equal(await input.getAttribute("aria-invalid"), "true");
  assert.match(await input.getAttribute("aria-describedby"), /field-EndDate__c-message/);
  await app.getByRole("alert").getByRole("link", { name: "End Date" }).click();
  assert.equal(await input.evaluate((element) => element === document.activeElement), true);
  await picture(page, "refused");
  assert.deepEqual(troubles, []);
  await close();
});

test("save of an invalid record gets the same messages from the server and changes nothing", async () => {
  const { page, app, troubles, close } = await openPage(stage);
  await app.getByLabel("End Date").fill("2027-02-20");
  await app.getByLabel("Purchase Order").fill("4711");
  await messageAt(app, "EndDate__c").waitFor();
  const inBrowser = await app.locator(".slds-form-element__help:visible").allTextContents();
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith("/api/validate")),
    app.getByRole("button", { name: "Save" }).click(),
  ]);
  const outcome = await answer.json();
  await app.getByText(/^By the server/).waitFor();
  assert.equal(outcome.verdict, "fail");
  assert.deepEqual(outcome.failures.map((f) => f.message).sort(), [...inBrowser].sort());
  assert.deepEqual(await app.locator(".slds-form-element__help:visible").allTextContents(), inBrowser);
  assert.equal(stage.org.store.read(RENTAL.object, RENTAL.id).EndDate__c, "2027-03-12");
  assert.deepEqual(troubles, []);
  await close();
});

test("what is typed while a save is under way is kept, and saved by the next one", async () => {
  const { page, app, troubles, close } = await openPage(stage);
  const save = app.getByRole("button", { name: "Save" });
  await save.waitFor();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const isCall = ({ pathname }) => pathname.startsWith("/api/") || pathname.startsWith("/services/");
  await page.route(isCall, async (route) => {
    if (route.request().method() !== "GET") await held;
    await route.continue();
  });
  await app.getByLabel("Deposit").fill("410");
  await save.click();
  await app.getByLabel("Deposit").fill("420");
  await app.getByLabel("Purchase Order").fill("PO-004712");
  release();
  await app.getByText("Rental was saved.").waitFor();
  const stored = () => stage.org.store.read(RENTAL.object, RENTAL.id);
  assert.equal(stored().Deposit__c, 410);
  assert.equal(await app.getByLabel("Deposit").inputValue(), "420");
  assert.equal(await app.getByLabel("Purchase Order").inputValue(), "PO-004712");
  await save.click();
  await app.getByText("Rental was saved.").waitFor();
  assert.deepEqual([stored().Deposit__c, stored().PurchaseOrder__c], [420, "PO-004712"]);
  assert.deepEqual(troubles, []);
  await close();
});

test("a parent that a lookup leads to is loaded, and the rules that read it are decided anew", async () => {
  const { app, troubles, close } = await openPage(stage);
  await app.getByRole("button", { name: "Save" }).waitFor();
  await app.getByLabel("End Date").fill("2027-09-20");
  await messageAt(app, "EndDate__c").getByText(/due for inspection/).waitFor();
  await app.getByLabel("End Date").fill("2027-03-12");
  await messageAt(app, "EndDate__c").waitFor({ state: "hidden" });
  await app.getByLabel("Discount").fill("20");
  await messageAt(app, "DiscountPercent__c").getByText(/above the usual one/).waitFor();
  assert.deepEqual(troubles, []);
  await close();
});

test("what is no number is refused at the field, as typed", async () => {
  const { app, troubles, close } = await openPage(stage);
  await app.getByLabel("Deposit").fill("four hundred");
  await messageAt(app, "Deposit__c").waitFor();
  assert.match(await messageAt(app, "Deposit__c").textContent(), /four hundred/);
  await app.getByLabel("Deposit").fill("400.00");
  await messageAt(app, "Deposit__c").waitFor({ state: "hidden" });
  assert.deepEqual(troubles, []);
  await close();
});

test("a rule that cannot be decided here is named with what it needs, and refuses nothing", async () => {
  const { app, troubles, close } = await openPage(stage, "/lightning/r/Customer__c/a015e0000000001AAA/view");
  await app.getByLabel("Credit Limit").fill("9000");
  await app.getByText("Credit_Limit_Is_For_Finance cannot be decided here: needs $Profile.Name").waitFor();
  assert.equal(await app.getByRole("alert").textContent(), "");
  assert.deepEqual(troubles, []);
  await close();
});

test("a corrected record is saved into the org and the host page shows it", async () => {
  const { page, app, troubles, close } = await openPage(stage);
  await app.getByLabel("End Date").fill("2027-02-20");
  await messageAt(app, "EndDate__c").waitFor();
  await app.getByLabel("End Date").fill("2027-03-11");
  await messageAt(app, "EndDate__c").waitFor({ state: "hidden" });
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByText("Rental was saved.").waitFor();
  await page.locator("#details .host-changed", { hasText: "3/11/2027" }).waitFor();
  assert.equal(stage.org.store.read(RENTAL.object, RENTAL.id).EndDate__c, "2027-03-11");
  await picture(page, "saved");
  assert.deepEqual(troubles, []);
  await close();
});

test("date/time shows the user's zone, and a multi-select picklist its values; both are saved as the org spells them", async () => {
  const customer = { object: "Customer__c", id: "a015e0000000001AAA" };
  const { app, troubles, close } = await openPage(stage, `/lightning/r/${customer.object}/${customer.id}/view`);
  const lastContact = app.getByLabel("Last Contact");
  assert.equal(await lastContact.inputValue(), "2026-11-02T10:15");
  await lastContact.fill("2026-07-01T09:00");
  const channels = app.getByRole("group", { name: "Contact Channels" });
  assert.equal(await channels.getByRole("checkbox", { name: "Phone" }).isChecked(), true);
  await channels.getByText("Phone").click();
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByText("Customer was saved.").waitFor();
  const saved = stage.org.store.read(customer.object, customer.id);
  assert.equal(saved.LastContactAt__c, "2026-07-01T07:00:00.000Z");
  assert.equal(saved.Channels__c, "Email");
  assert.deepEqual(troubles, []);
  await close();
});

test("an expired token is renewed and the save goes through", async () => {
  const { page, app, requests, close } = await openPage(stage);
  await app.getByRole("button", { name: "Save" }).waitFor();
  const own = JSON.parse(await page.locator("#page-config").textContent()).token;
  const bearer = requests.map((request) => request.headers()["authorization"]?.split(" ")[1]);
  const appToken = bearer.find((token) => token?.startsWith("00D") && token !== own);
  stage.org.sessions.close(appToken);
  await app.getByLabel("Delivery Notes").fill("Ring twice.");
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByText("Rental was saved.").waitFor();
  assert.equal(stage.org.store.read(RENTAL.object, RENTAL.id).DeliveryNotes__c, "Ring twice.");
  await close();
});

test("the iframe is as high as its content, so it has no scrollbar of its own", async () => {
  const { page, app, close } = await openPage(stage);
  await app.getByLabel("End Date").fill("2027-02-20");
  await messageAt(app, "EndDate__c").waitFor();
  const overflow = () => appFrame(page).evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  await appFrame(page).waitForFunction(() => document.documentElement.scrollHeight <= window.innerHeight);
  assert.ok((await overflow()) <= 0);
  await close();
});

test("a signed request with one changed byte is refused with a page that says so", async () => {
  const { page, app, close } = await openPage(stage);
  await app.getByRole("button", { name: "Save" }).waitFor();
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url() === `${stage.server.origin}/canvas`),
    page.getByRole("link", { name: "Tamper with one byte" }).click(),
  ]);
  assert.equal(answer.status(), 401);
  await app.getByText(/signature|signed request/i).first().waitFor();
  assert.equal(await app.getByRole("button", { name: "Save" }).count(), 0);
  await picture(page, "tampered");
  await close();
});
