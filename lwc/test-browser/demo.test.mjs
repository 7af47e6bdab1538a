// A person before the demo: types, reads the org's own message at the field, mends it, and saves.
// PRESAVE_SCREENSHOT=file.png keeps a picture of the message.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {openDemo} from "./page.mjs";

const END_BEFORE_START = "The end date is before the start date. A rental ends on or after the day it starts.";
const CUSTOMER_ON_HOLD = "Granite Garden Design";

let demo, page;

before(async () => {
  demo = await openDemo();
  page = demo.page;
});
after(() => demo?.close());

/** Types into a date field as a person does and leaves it. */
async function typeDate(label, text) {
  const input = page.getByLabel(label);
  await input.fill(text);
  await input.press("Tab");
}

/** Types a number as a person does: the control shows another text once it is entered. */
async function retype(input, text) {
  await input.click();
  await input.press("Control+A");
  await input.pressSequentially(text);
}

const messageText = (text) => page.getByText(text, {exact: false});

test("shows the record in Lightning base components, in the sections of the page layout", async () => {
  await page.getByRole("heading", {name: "Edit Rental"}).waitFor();
  assert.equal(await page.getByLabel("End Date").inputValue(), "Mar 12, 2027");
  assert.equal(await messageText("before the start date").count(), 0);
  assert.deepEqual(await page.locator("h3").allTextContents(), ["Rental", "Money", "Delivery"]);
  assert.match(await page.locator('c-presave-output[data-name="Price__c"]').innerText(), /1,944\.00/);
});

test("formula fields follow what is typed", async () => {
  const discount = page.getByLabel("Discount", {exact: true});
  await retype(discount, "0");
  await page.locator('c-presave-output[data-name="Price__c"]').getByText("2,160.00").waitFor();
  await retype(discount, "10");
  await page.locator('c-presave-output[data-name="Price__c"]').getByText("1,944.00").waitFor();
});

test("typing an end date before the start date shows the org's message at that field", async () => {
  await typeDate("End Date", "Feb 27, 2027");
  await messageText(END_BEFORE_START).waitFor();
  const field = page.locator('c-presave-field[data-name="EndDate__c"]');
  assert.equal(await field.getByText(END_BEFORE_START).count(), 1);
  assert.equal(await page.getByLabel("End Date").getAttribute("aria-invalid"), "true");
  if (process.env.PRESAVE_SCREENSHOT) await page.screenshot({path: process.env.PRESAVE_SCREENSHOT});
});

test("does not save what the org would refuse", async () => {
  await page.getByRole("button", {name: "Save"}).click();
  await messageText(END_BEFORE_START).waitFor();
  assert.equal(await page.getByText("Saved.").count(), 0);
});

test("text that is no date is the control's to refuse, and stays where it was typed", async () => {
  await typeDate("End Date", "soon");
  await messageText("does not match the allowed format").waitFor();
  assert.equal(await page.getByLabel("End Date").inputValue(), "soon");
  assert.equal(await messageText(END_BEFORE_START).count(), 0);
});

test("mended, the message goes and the record is saved", async () => {
  await typeDate("End Date", "Mar 11, 2027");
  await messageText("does not match the allowed format").waitFor({state: "detached"});
  await page.getByRole("button", {name: "Save"}).click();
  await page.getByText("Saved.").waitFor();
});

test("a rule over the parent speaks when the lookup changes", async () => {
  await page.getByRole("combobox", {name: "Customer"}).click();
  await page.getByRole("option", {name: CUSTOMER_ON_HOLD}).click();
  await page.locator('c-presave-field[data-name="Customer__c"]').getByText("on hold").waitFor();
});

test("the page has nothing to complain about", () => {
  assert.deepEqual(demo.problems, []);
});
