// Why a rule refuses: the formula with the record's values, what would make it pass, and taking that over.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./lib/axe.js";
import { appFrame, openPage, openStage, picture } from "./lib/stage.js";

let stage;

before(async () => {
  stage = await openStage();
});

after(() => stage?.close());

const VIEWPORT = { width: 1280, height: 2200 };

/** The record page with a deposit that is too low, and the rule about it opened. */
async function openTrace() {
  const opened = await openPage(stage, "/", { viewport: VIEWPORT });
  const { app } = opened;
  await app.getByRole("textbox", { name: "Deposit" }).fill("100");
  await app.getByText("Deposit_Covers_A_Fifth", { exact: true }).click();
  const trace = app.locator("details", { hasText: "Deposit_Covers_A_Fifth" });
  await trace.getByRole("table").first().waitFor();
  return { ...opened, trace };
}

test("a rule that refuses shows its formula line by line, and the values under the parts", async () => {
  const { page, trace, troubles, requests, close } = await openTrace();
  const before = requests.length;
  const lines = await trace.getByRole("table").first().locator("tbody tr").all();
  const shown = await Promise.all(lines.map((line) => line.innerText()));
  assert.match(shown.join("\n"), /Deposit__c/);
  assert.match(await trace.locator(".trace-under").first().textContent(), /\S/);
  assert.match(await trace.locator(".trace-result").first().textContent(), /^TRUE$/);
  assert.equal(requests.length, before);
  assert.deepEqual(await violations(appFrame(page)), []);
  await picture(page, "trace");
  assert.deepEqual(troubles, []);
  await close();
});

test("what is open follows the form, and stays open", async () => {
  const { app, trace, close } = await openTrace();
  await trace.getByText("How Price__c becomes 1944").click();
  await app.getByRole("textbox", { name: "Discount" }).fill("0");
  await trace.getByText("How Price__c becomes 2160").waitFor();
  assert.equal(await trace.locator("details", { hasText: "How Price__c becomes" }).getAttribute("open"), "");
  await app.getByRole("textbox", { name: "Deposit" }).fill("1000");
  await trace.waitFor({ state: "hidden" });
  await close();
});

test("a change that makes the rule pass is taken over into the form, and the focus goes there", async () => {
  const { app, trace, close } = await openTrace();
  await trace.getByRole("button", { name: /^Use it: Deposit from \$100\.00 to \$388\.80/ }).click();
  await trace.waitFor({ state: "hidden" });
  const deposit = app.getByRole("textbox", { name: "Deposit" });
  assert.equal(await deposit.inputValue(), "388.80");
  assert.equal(await deposit.evaluate((input) => input === document.activeElement), true);
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByText("Rental was saved.").waitFor();
  await close();
});

test("a rule that cannot be decided says so, and which values are not known", async () => {
  const { app, close } = await openPage(stage, "/lightning/r/Customer__c/a015e0000000001AAA/view");
  await app.getByLabel("Credit Limit").fill("9000");
  const trace = app.locator("details", { hasText: "Credit_Limit_Is_For_Finance cannot be decided here" });
  await trace.locator("summary").first().click();
  await trace.getByText("not known here").first().waitFor();
  await close();
});
