// The workbench: rules of an org, a record to try them with, formulas that are edited, and what comes of it at once.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { violations } from "./lib/axe.js";
import { BUILD, ROOT } from "./lib/paths.js";
import { openPage, openStage, picture } from "./lib/stage.js";

let stage;

before(async () => {
  stage = await openStage();
});

after(() => stage?.close());

/** The workbench with the example org and that rule on the bench. */
async function openBench(rule = "Within_Credit_Limit", options = {}, prepare = async () => {}) {
  const viewport = { width: 1500, height: 1000 };
  const opened = await openPage(stage, `${stage.server.origin}/workbench#example`, { viewport, ...options }, prepare);
  await opened.page.getByRole("button", { name: rule }).click();
  await opened.page.getByRole("heading", { name: rule }).waitFor();
  return opened;
}

const verdict = (page, text) => page.locator(".bench-verdict").getByText(text, { exact: true });

/** Puts a formula in place of the one in the editor, as a person does. */
async function write(page, formula) {
  const editor = page.getByRole("textbox", { name: /^(Error condition formula|Formula)$/ });
  await editor.click();
  await page.keyboard.press("Control+a");
  if (formula === "") await page.keyboard.press("Delete");
  else await page.keyboard.insertText(formula);
}

test("a rule, a record of the example org, and the outcome as one types", async () => {
  const { page, troubles, requests, close } = await openBench();
  await verdict(page, "lets the record pass").waitFor();
  const before = requests.length;
  await page.getByLabel("Customer › Credit Limit").fill("2000");
  await verdict(page, "refuses the record").waitFor();
  await page.getByRole("table", { name: /Within_Credit_Limit/ }).getByText("749.5").waitFor();
  assert.ok((await page.locator(".formula-true").count()) > 0, "conditions are marked in the formula");
  assert.equal(requests.length, before);
  await picture(page, "workbench");
  await page.getByRole("tabpanel").getByRole("button", { name: /^Use it: Deposit/ }).click();
  await verdict(page, "lets the record pass").waitFor();
  assert.deepEqual(troubles, []);
  await close();
});

test("parts that were not evaluated are faint, and resting on a part tells its value", async () => {
  const { page, close } = await openBench();
  await page.getByLabel("Stage").selectOption("Quote");
  await page.locator(".formula-faint").first().waitFor();
  await page.locator(".cm-line", { hasText: "ISPICKVAL" }).getByText("Stage__c").hover();
  await page.locator(".formula-value").getByText("Stage__c is Quote").waitFor();
  await close();
});

test("an edited formula decides at once; a mistake is marked with what was meant; the original comes back", async () => {
  const { page, troubles, close } = await openBench("Discount_Is_A_Share");
  await write(page, "DiscountPercent__c > 0.05");
  await verdict(page, "refuses the record").waitFor();
  await page.locator("#field-DiscountPercent__c-message").waitFor();
  await write(page, "DiscountPercen__c > 0.05");
  await page.locator(".bench-problems").getByText(/line 1: .*DiscountPercen__c.*DiscountPercent__c/).waitFor();
  await page.locator(".cm-lintRange-error").getByText("DiscountPercen__c").waitFor();
  await page.getByText(/1 formula does not compile/).waitFor();
  await picture(page, "workbench-mistake");
  assert.deepEqual(await violations(page.mainFrame()), []);
  await page.getByRole("button", { name: "Back to the original" }).click();
  await verdict(page, "lets the record pass").waitFor();
  assert.equal(await page.locator(".bench-problems p").count(), 0);
  assert.equal(await page.getByRole("button", { name: "Back to the original" }).isVisible(), false);
  assert.deepEqual(troubles, []);
  await close();
});

test("what a formula newly reads is offered in the form", async () => {
  const { page, close } = await openBench("Discount_Is_A_Share");
  await write(page, "AND(Equipment__r.WeightKg__c > 1000, NOT($Permission.Override_Rental_Dates))");
  await verdict(page, "refuses the record").waitFor();
  await page.getByLabel("Equipment › Weight").fill("10");
  await verdict(page, "lets the record pass").waitFor();
  await page.getByLabel("Equipment › Weight").fill("5000");
  await verdict(page, "refuses the record").waitFor();
  await page.locator("label", { hasText: "$Permission.Override_Rental_Dates" }).click();
  await verdict(page, "lets the record pass").waitFor();
  await close();
});

test("a formula field is edited like a rule: its value, what it reads, and what the change would break", async () => {
  const { page, troubles, close } = await openBench("Days__c");
  await page.locator(".bench-tests").getByText(/rule tests pass$/).waitFor();
  await page.getByText("(Number; blank fields stay blank)").waitFor();
  await page.getByLabel("Start Date").fill("2026-05-01");
  await page.getByLabel("End Date").fill("2026-05-03");
  await verdict(page, "Value: 3").waitFor();
  await page.getByRole("table", { name: /Days__c/ }).getByText("2026-05-01").first().waitFor();
  await picture(page, "workbench-field");
  assert.deepEqual(await violations(page.mainFrame()), []);
  await write(page, "(EndDate__c - StartDate__c) * 100");
  await verdict(page, "Value: 200").waitFor();
  await page.locator("#field-EndDate__c-message").getByText(/90 days at most/).waitFor();
  await page.locator(".bench-tests").getByText(/^\d+ of \d+ rule tests fail$/).waitFor();
  await write(page, "EndDate__c - StartDat__c");
  await page.locator(".bench-problems").getByText(/line 1: .*StartDat__c.*StartDate__c/).waitFor();
  await verdict(page, "Value: not known here").waitFor();
  await page.getByRole("button", { name: "Back to the original" }).click();
  await verdict(page, "Value: 3").waitFor();
  await page.locator(".bench-tests").getByText(/rule tests pass$/).waitFor();
  assert.deepEqual(troubles, []);
  await close();
});

test("an inactive rule tells what it would say", async () => {
  const { page, troubles, close } = await openBench("Hand_Tools_Are_Light");
  await page.getByLabel("Category").selectOption("Hand Tool");
  await page.getByRole("textbox", { name: "Weight" }).fill("30");
  await verdict(page, "if it were active: refuses the record").waitFor();
  assert.ok((await page.locator(".formula-true").count()) > 0, "conditions are marked in the formula");
  assert.equal(await page.locator("#field-WeightKg__c-message").textContent(), "");
  assert.deepEqual(troubles, []);
  await close();
});

test("a strict Content-Security-Policy has nothing to report of a session of typing", async () => {
  const watch = (page) => page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => globalThis.violations.push(violatedDirective));
  });
  const { page, troubles, close } = await openBench("Within_Credit_Limit", {}, watch);
  await page.getByRole("textbox", { name: "Error condition formula" }).click();
  const selections = [["Control+a"], ["Control+Home", "Control+ArrowRight", "Shift+Control+ArrowRight", "Shift+Control+ArrowRight"], ["Control+End", "Shift+ArrowUp"]];
  for (const keys of selections) {
    for (const edit of [() => page.keyboard.type("x"), () => page.keyboard.insertText("AND(TRUE)"), () => page.keyboard.press("Backspace"), cutAndPaste]) {
      for (const key of keys) await page.keyboard.press(key);
      await edit(page);
      await page.keyboard.press("Control+z");
    }
  }
  await page.keyboard.press("Control+a");
  await page.keyboard.type("TRUE", { delay: 20 });
  await page.locator(".cm-line", { hasText: /^TRUE$/ }).waitFor();
  await verdict(page, "refuses the record").waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  assert.deepEqual(troubles, []);
  await close();
});

async function cutAndPaste(page) {
  await page.keyboard.press("Control+x");
  await page.keyboard.press("Control+v");
}

test("a CSV file is checked by the formula as it stands", async () => {
  const { page, close } = await openBench("Discount_Is_A_Share");
  await write(page, "TRUE");
  await verdict(page, "refuses the record").waitFor();
  await page.getByRole("tab", { name: "CSV check" }).click();
  await page.locator("#csv-file").setInputFiles(join(ROOT, "examples/data/rentals.csv"));
  const { rows } = JSON.parse(await readFile(join(ROOT, "examples/data/rentals.expected.json"), "utf8"));
  await page.getByText(new RegExp(`${rows.length} rows in .*: ${rows.length} refused`)).first().waitFor();
  await close();
});

test("a bundle of one's own is opened from a file; what is none is refused in words", async () => {
  const { page, troubles, close } = await openPage(stage, `${stage.server.origin}/workbench`);
  await page.getByText(/Browse an org's rules/).waitFor();
  assert.deepEqual(await violations(page.mainFrame()), []);
  const file = page.locator("#bench-file");
  await file.setInputFiles({ name: "bundle.json", mimeType: "application/json", buffer: Buffer.from("[1]") });
  await page.getByRole("alert").getByText(/^That file is no bundle: /).waitFor();
  await file.setInputFiles(join(BUILD, "bundle.json"));
  await page.getByText(/rules, compiled in/).waitFor();
  await page.getByRole("button", { name: "Customer_Not_On_Hold" }).click();
  await verdict(page, "lets the record pass").waitFor();
  await page.getByRole("combobox", { name: "Stage" }).selectOption("Reserved");
  await page.getByRole("combobox", { name: "Customer" }).selectOption("Any record");
  await page.getByText("Customer › On Hold").click();
  await verdict(page, "refuses the record").waitFor();
  assert.deepEqual(troubles, []);
  await close();
});

test("the list can be searched, and the keyboard reaches everything", async () => {
  const { page, close } = await openBench();
  await page.getByRole("searchbox").fill("serial");
  assert.deepEqual(await page.locator(".bench-rule:visible").allInnerTexts(), ["Serial_Number_Form"].map((name) => `${name} `.trim()));
  await page.getByRole("searchbox").fill("no such rule");
  await page.getByText("Nothing of that name.").waitFor();
  await page.getByRole("searchbox").fill("");
  await page.getByRole("tab", { name: "Why" }).focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.getByRole("tab", { name: "CSV check" }).getAttribute("aria-selected"), "true");
  await close();
});

for (const [name, options] of [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["narrow", { viewport: { width: 360, height: 800 } }],
  ["ja", { locale: "ja-JP" }],
]) {
  test(`accessible, and not wider than the page: ${name}`, async () => {
    const { page, troubles, close } = await openBench("Within_Credit_Limit", options);
    await page.getByLabel("Customer › Credit Limit").fill("2000");
    await page.locator(".bench-verdict_fail").waitFor();
    assert.deepEqual(await violations(page.mainFrame()), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    await picture(page, `workbench-${name}`);
    assert.deepEqual(troubles, []);
    await close();
  });
}

test("an SFDX folder is imported in the page, and its rule tests run over every edit", async () => {
  const { page, troubles, requests, close } = await openPage(stage, `${stage.server.origin}/workbench`, { viewport: { width: 1500, height: 1000 } });
  await page.locator("#bench-folder").setInputFiles(join(ROOT, "examples/org"));
  await page.getByText(/^equipment-rental · \d+ rules, compiled in/).waitFor();
  await page.getByRole("button", { name: "Discount_Is_A_Share" }).click();
  await page.locator(".bench-tests").getByText(/^\d+ rule tests pass$/).waitFor();
  await write(page, "DiscountPercent__c > 1");
  await page.locator(".bench-tests").getByText(/^\d+ of \d+ rule tests fail$/).waitFor();
  await page.getByRole("tab", { name: "Rule tests" }).click();
  await page.locator(".bench-cases").getByText("refused by no rule, expected Discount_Is_A_Share").first().waitFor();
  await page.locator(".bench-cases").getByText(/^Rental__c\.yaml:\d+$/).first().waitFor();
  await picture(page, "workbench-tests");
  assert.deepEqual(await violations(page.mainFrame()), []);
  await page.getByRole("button", { name: "Back to the original" }).click();
  await page.locator(".bench-tests").getByText(/^\d+ rule tests pass$/).waitFor();
  assert.ok(requests.every((request) => request.method() === "GET"), "nothing leaves the browser");
  assert.deepEqual(troubles, []);
  await close();
});

test("a folder without an org's source is refused in words, and what was on the bench stays", async () => {
  const { page, close } = await openBench();
  await page.locator("#bench-folder").setInputFiles(join(ROOT, "examples/embed"));
  await page.getByRole("alert").getByText(/\S/).first().waitFor();
  await picture(page, "workbench-refused");
  await page.getByRole("heading", { name: "Within_Credit_Limit" }).waitFor();
  await close();
});

test("what a rule can hardly mean is said at its formula", async () => {
  const { page, close } = await openBench("Finance_Releases_The_Hold");
  await page.locator(".bench-info").getByText(/OnHold__c is the one field/).waitFor();
  await close();
});

/** Takes what is offered; the editor ignores a key in the very moment in which the offer appears. */
async function takeOffer(page) {
  await sleep(200);
  await page.keyboard.press("Enter");
}

test("functions, fields and fields of parents are offered while one types", async () => {
  const { page, close } = await openBench("Discount_Is_A_Share");
  await write(page, "");
  await page.keyboard.type("isbl", { delay: 30 });
  await page.getByRole("option", { name: /^ISBLANK/ }).waitFor();
  await picture(page, "workbench-completion");
  await takeOffer(page);
  await page.locator(".formula-value").getByText("ISBLANK(T) → Boolean").waitFor();
  await page.keyboard.type("Customer__r.CreditLi", { delay: 30 });
  await page.getByRole("option", { name: /^CreditLimit__c/ }).waitFor();
  await takeOffer(page);
  await page.locator(".cm-line", { hasText: /^ISBLANK\(Customer__r\.CreditLimit__c\)$/ }).waitFor();
  await verdict(page, "lets the record pass").waitFor();
  await close();
});

test("an edit is kept when another rule is chosen in the same moment, and another org takes its place", async () => {
  const { page, troubles, close } = await openBench("Discount_Is_A_Share");
  await write(page, "TRUE");
  await page.getByRole("button", { name: "At_Most_Ninety_Days" }).click();
  await page.getByRole("button", { name: "Discount_Is_A_Share edited" }).click();
  await page.locator(".cm-line", { hasText: /^TRUE$/ }).waitFor();
  await verdict(page, "refuses the record").waitFor();
  await page.getByRole("button", { name: "Open the example org" }).click();
  await page.getByRole("button", { name: "Discount_Is_A_Share", exact: true }).click();
  await verdict(page, "lets the record pass").waitFor();
  assert.deepEqual(troubles, []);
  await close();
});
