// The other components in a real browser, each as a person meets it. PRESAVE_SCREENSHOTS=folder keeps pictures.
import assert from "node:assert/strict";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {demoPage, openDemo, violations} from "./page.mjs";

const END_BEFORE_START = "The end date is before the start date.";

// Inside the sandbox the page has another frame, which is the sandbox's own.
const FRAME = 'iframe[title="Presave"]';

let demo, page, address;

before(async () => {
  demo = await openDemo();
  page = demo.page;
  address = page.url();
});
after(() => demo?.close());

const show = (name, more = "") => page.goto(`${address}?show=${name}${more}`);

/** Looks at the page as it stands: with axe for accessibility, and in a picture for people. */
async function look(name) {
  assert.deepEqual(await violations(page), []);
  const folder = process.env.PRESAVE_SCREENSHOTS;
  if (folder) await page.screenshot({path: join(folder, `${name}.png`), fullPage: true});
}

test("a new record starts with its defaults, is refused, mended and saved once", async () => {
  await show("new");
  const stage = page.getByRole("combobox", {name: "Stage"});
  await stage.waitFor();
  assert.equal((await stage.textContent()).trim(), "Quote");
  await page.getByRole("button", {name: "Save"}).click();
  await page.getByText("Complete this field.").first().waitFor();
  await look("new");
  await fillRental();
  await page.locator('c-presave-output[data-name="Price__c"]').getByText("540.00").waitFor();
  await page.getByRole("button", {name: "Save"}).click();
  await page.getByRole("heading", {name: "Edit Rental"}).waitFor();
});

test("what is typed while a save is under way is kept, and saved by the next one", async () => {
  await show("form", "&saving=600");
  const notes = page.getByLabel("Delivery Notes");
  const save = page.getByRole("button", {name: "Save"});
  await notes.fill("Ring once.");
  await save.click();
  await notes.fill("Ring twice.");
  await notes.press("Tab");
  await save.and(page.locator(":enabled")).waitFor();
  assert.equal(await notes.inputValue(), "Ring twice.");
  assert.equal(await page.getByText("Saved.").count(), 0, "not all of it");
  await save.click();
  await page.getByText("Saved.").waitFor();
  assert.equal(await notes.inputValue(), "Ring twice.");
});

test("what is typed while a new record is being saved is kept, too", async () => {
  await show("new", "&saving=600");
  await fillRental();
  const notes = page.getByLabel("Delivery Notes");
  await page.getByRole("button", {name: "Save"}).click();
  await notes.fill("Ring twice.");
  await page.getByRole("heading", {name: "Edit Rental"}).waitFor();
  assert.equal(await notes.inputValue(), "Ring twice.");
});

/** What a new rental needs. */
async function fillRental() {
  for (const [name, option] of [["Customer", "Riverside Roofing"], ["Equipment", "Mini Excavator 1.8 t"]]) {
    await page.getByRole("combobox", {name}).click();
    await page.getByRole("option", {name: option}).click();
  }
  for (const [name, text] of [["Start Date", "Mar 1, 2027"], ["End Date", "Mar 3, 2027"]]) {
    await page.getByLabel(name).fill(text);
    await page.getByLabel(name).press("Tab");
  }
}

test("the trace shows a rule's formula with the record's values under it", async () => {
  await show("trace");
  await page.getByText("This rule accepts the record.").waitFor();
  const rows = await page.locator("[data-formula]").first().locator("tr").allInnerTexts();
  assert.ok(rows.some((row) => /Days__c > 90,\s+12\s+FALSE/.test(row)), rows.join("|"));
  await page.getByRole("combobox", {name: "Rule"}).click();
  await page.getByRole("option", {name: "Within_Credit_Limit"}).click();
  await page.getByText("Price__c is computed as").waitFor();
  await look("trace");
});

test("a dropped CSV file is checked by line and rule", async () => {
  await show("csv");
  const rental = "a015e0000000001AAA,a025e0000000001AAA,Quote";
  await dropCsv(`Customer__c,Equipment__c,Stage__c,StartDate__c,End Date\n${rental},2030-03-01,2030-03-02\n${rental},2030-03-01,2030-02-02\n`);
  await page.locator("[data-refusals]").getByText(END_BEFORE_START).waitFor();
  assert.match(await page.locator("[data-refusals] tbody tr").first().innerText(), /^3\s+End_Date_Not_Before_Start_Date/);
  await look("csv");
});

test("a CSV file of 100,000 rows leaves the page its frames", async (t) => {
  await show("csv");
  const row = "a015e0000000001AAA,a025e0000000001AAA,Quote,2030-03-01,2030-02-02\n";
  await page.evaluate(() => {
    globalThis.gaps = [];
    let last = performance.now();
    requestAnimationFrame(function frame(now) {
      globalThis.gaps.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    });
  });
  const begin = Date.now();
  await dropCsv("Customer__c,Equipment__c,Stage__c,StartDate__c,EndDate__c\n" + row.repeat(100_000));
  // Handing 7 MB over to the page is the test's doing, not the component's.
  await page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => done(globalThis.gaps.splice(0))));
  }));
  await page.getByText("Rows: 100000.").waitFor({timeout: 120_000});
  const gaps = await page.evaluate(() => globalThis.gaps);
  t.diagnostic(`${Date.now() - begin} ms, ${gaps.length} frames, longest gap ${Math.max(...gaps).toFixed(0)} ms`);
  assert.ok(gaps.length > 50, `only ${gaps.length} frames`);
  assert.ok(Math.max(...gaps) < 1000, `the page stood still for ${Math.max(...gaps)} ms`);
});

test("the framed page gets the record, saves it through the host, and sets its own height", async () => {
  await show("frame");
  const frame = page.frameLocator(FRAME);
  await frame.getByText(/^update Rental__c by the rules/).waitFor();
  assert.match(await frame.getByLabel("Delivery Notes").inputValue(), /^Gate on the north side/);
  const height = await page.locator(FRAME).evaluate((element) => element.offsetHeight);
  assert.ok(height > 100 && height < 300, `${height} px`);
  await frame.getByLabel("Delivery Notes").fill("Ring twice.");
  await frame.getByRole("button", {name: "Save"}).click();
  await frame.getByText("Saved.").waitFor();
  await look("frame");
});

test("the quick action closes once the record is saved", async () => {
  await show("action", "&language=de");
  await page.getByRole("button", {name: "Abbrechen"}).waitFor();
  await page.getByLabel("Delivery Notes").fill("Ring twice.");
  await look("action");
  await page.getByRole("button", {name: "Speichern"}).click();
  await page.getByText("The action is closed.").waitFor();
});

test("the flow goes on only when the rules accept the record", async () => {
  await show("flow");
  await page.getByRole("button", {name: "Next"}).click();
  await page.getByText("Mend what the form marks first.").waitFor();
  await page.getByText(END_BEFORE_START).waitFor();
  await look("flow");
});

// The sandbox needs unsafe-eval for itself, and what allows that allows WebAssembly.
const skip = demoPage !== "" && "not inside the sandbox";
test("where the page forbids WebAssembly, the form decides all the same", {skip}, async () => {
  const forbidWebAssembly = async (route) => {
    const response = await route.fetch();
    await route.fulfill({response, body: (await response.text()).replace("'wasm-unsafe-eval'", "")});
  };
  await page.route(`${address}?show=form`, forbidWebAssembly);
  await show("form");
  const endDate = page.getByLabel("End Date");
  await endDate.fill("Feb 27, 2027");
  await endDate.press("Tab");
  await page.getByText(END_BEFORE_START).waitFor();
  const empty = () => WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(() => "allowed", () => "forbidden");
  assert.equal(await page.evaluate(empty), "forbidden");
});

test("the pages have nothing to complain about", () => {
  assert.deepEqual(demo.problems, []);
});

async function dropCsv(text) {
  const file = {name: "rentals.csv", mimeType: "text/csv", buffer: Buffer.from(text)};
  await page.locator("input[type=file]").setInputFiles(file);
}
