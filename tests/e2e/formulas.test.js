// Formula fields as one types: their values before any save, as the server computes them too, spelled for the
// user, never as HTML; and rules whose formula fails.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { appFrame, openPage, openStage, picture, withTheme } from "./lib/stage.js";

let stage;

before(async () => {
  stage = await openStage();
});

after(() => stage?.close());

/** Opens the page with answers changed on their way to it. */
async function openChanged({ path = "/", bundle, page, layouts }) {
  return openPage(stage, path, {}, async (opened) => {
    if (bundle) await opened.route("**/api/bundle", changed((text) => withChanges(text, bundle)));
    if (page) await opened.route("**/canvas", changed(page));
    if (layouts) await opened.route("**/describe/layouts", changed(layouts));
  });
}

function changed(change) {
  return async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  };
}

function withChanges(text, change) {
  const document = JSON.parse(text);
  change(document.objects.Rental__c);
  delete document.sha256;  // of what it said before; a bundle without one is taken as it is
  return JSON.stringify(document);
}

const valueOf = (app, name) => app.locator(`#field-${name}`);

test("the price follows the discount before any save, and is what the server computes for the same request", async () => {
  const { page, app, troubles, requests, close } = await openPage(stage);
  const price = app.getByRole("status", { name: "Price" });
  await price.getByText("$1,944.00").waitFor();
  const before = requests.length;
  await app.getByLabel("Discount").fill("8");
  await price.getByText("$1,987.20").waitFor();
  assert.equal(requests.length, before);
  assert.equal(await price.getAttribute("aria-live"), "off");
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith("/api/validate")),
    app.getByRole("button", { name: "Save" }).click(),
  ]);
  assert.equal((await answer.json()).formulaFields.Price__c, "1987.2");
  await app.getByText("Rental was saved.").waitFor();
  assert.equal(await price.textContent(), "$1,987.20");
  await app.getByLabel("Discount").fill("not a number");
  await app.locator("#field-DiscountPercent__c-message").waitFor();
  assert.equal(await price.textContent(), "Cannot be computed here: please correct Discount");
  assert.deepEqual(troubles, []);
  await close();
});

const ADDED = {
  Big__c: { type: "Number", scale: 2, formula: "123456789012345678.25" },
  Blank__c: { type: "Date", formula: "IF(TRUE, NULL, TODAY())" },
  Link__c: { type: "Text", formula: 'HYPERLINK("javascript:alert(1)", "A & B")' },
  Moment__c: { type: "DateTime", formula: 'DATETIMEVALUE("2026-07-01 22:30:00")' },
  Other__c: { type: "Text", formula: "$Profile.Name" },
  Raw__c: { type: "Text", formula: '"<img src=x onerror=alert(1)>"' },
  Share__c: { type: "Percent", scale: 1, formula: "DiscountPercent__c / 4" },
  Start__c: { type: "Date", formula: "StartDate__c" },
  Wrong__c: { type: "Number", formula: "Nowhere__c + 1" },
  Yes__c: { type: "Checkbox", formula: "TRUE" },
};

function addFormulas(rental) {
  for (const [name, field] of Object.entries(ADDED)) rental.fields[name] = { label: name, ...field };
}

/** A layout without fields has the app show all that the bundle describes. */
function withoutFields(text) {
  const answer = JSON.parse(text);
  for (const layout of answer.layouts) layout.editLayoutSections = [];
  return JSON.stringify(answer);
}

test("values are spelled for the user: locale, currency, zone; markup is text; what is missing is said", async () => {
  const german = (html) => html.replaceAll('"locale":"en_US"', '"locale":"de_DE_EURO"');
  const path = "/lightning/r/Rental__c/a035e0000000002AAA/view";
  const changes = { path, bundle: addFormulas, page: german, layouts: withoutFields };
  const { page, app, troubles, close } = await openChanged(changes);
  await valueOf(app, "Price__c").getByText("$").waitFor();
  assert.match(await valueOf(app, "Price__c").textContent(), /^\d+,\d\d\u00a0\$$/);
  const texts = {};
  for (const name of Object.keys(ADDED)) texts[name] = await valueOf(app, name).textContent();
  assert.match(texts.Wrong__c, /^Cannot be computed here: .*Nowhere__c/);
  assert.deepEqual({ ...texts, Wrong__c: "" }, {
    Big__c: "123.456.789.012.345.678,25",
    Blank__c: "–",
    Link__c: "A & B",
    Moment__c: "02.07.26, 00:30",
    Other__c: "Cannot be computed here: it reads what this page has not loaded",
    Raw__c: "<img src=x onerror=alert(1)>",
    Share__c: "1,3\u00a0%",
    Start__c: "11.01.27",
    Wrong__c: "",
    Yes__c: "Yes",
  });
  assert.equal(await app.locator("output *").count(), 0);
  await picture(page, "formulas");
  assert.deepEqual(troubles, []);
  await close();
});

test("a formula over a parent that is not loaded names the lookup", async () => {
  const { page, app, close } = await openPage(stage);
  await valueOf(app, "Price__c").getByText("$").waitFor();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/sobjects/Equipment__c/*", async (route) => {
    await held;
    await route.continue();
  });
  await app.getByLabel("Equipment").selectOption({ index: 2 });
  await valueOf(app, "Price__c").getByText("Cannot be computed here: not loaded: Equipment").waitFor();
  release();
  await valueOf(app, "Price__c").getByText("$").waitFor();
  await close();
});

test("a rule whose formula fails is named at the top, with what that means", async () => {
  const failing = { name: "Broken_Ratio", active: true, formula: "1 / (Deposit__c - 500) > 7", message: "Ratio" };
  const { page, app, troubles, close } = await openChanged({ bundle: (rental) => rental.rules.push(failing) });
  await app.getByLabel("Deposit").fill("500");
  const alert = app.getByRole("alert");
  await alert.getByText(/Salesforce would refuse this record, because the formula of a rule fails/).waitFor();
  assert.match(await alert.getByRole("listitem").first().textContent(), /^Broken_Ratio: .*zero/i);
  assert.match(await app.locator(".app-decided").textContent(), /1 refuses the record$/);
  await picture(page, "faulted");
  await app.getByLabel("Deposit").fill("400");
  await app.locator(".app-decided", { hasText: "all pass" }).waitFor();
  assert.equal(await alert.textContent(), "");
  assert.deepEqual(troubles, []);
  await close();
});

test("a narrow page fits, light and dark", async () => {
  for (const theme of ["light", "dark"]) {
    const { page, app, close } = await openPage(stage, "/", { viewport: { width: 360, height: 800 } }, withTheme(theme));
    await app.getByLabel("End Date").fill("2027-02-20");
    await app.getByRole("alert").getByRole("link", { name: "End Date" }).waitFor();
    const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    assert.equal(await appFrame(page).evaluate(tooWide), 0);
    await picture(page, `narrow-${theme}`);
    await close();
  }
});
