// The CSV check: a file is checked in a worker while the page stays alive; refused rows by rule and line, and as a file.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./lib/axe.js";
import { BUILD, ROOT } from "./lib/paths.js";
import { appFrame, openPage, openStage, picture } from "./lib/stage.js";

const RENTALS = await readFile(join(ROOT, "examples/data/rentals.csv"), "utf8");
const { rows: EXPECTED } = JSON.parse(await readFile(join(ROOT, "examples/data/rentals.expected.json"), "utf8"));
/** Rounds of the example's rows that make a file of about 100,000. */
const ROUNDS = 5_000;
/** The check itself takes several seconds; a page that waited for it would stand still as long. */
const LONGEST_STANDSTILL_MS = 1_000;
let stage;

before(async () => {
  stage = await openStage();
});

after(() => stage?.close());

async function openCheck() {
  const opened = await openPage(stage, "/", { viewport: { width: 1280, height: 1600 } });
  await opened.app.getByRole("tab", { name: "CSV check" }).click();
  return opened;
}

/** A file of the example's rows, so many times; given by its path, since handing over its bytes would hold up the page. */
async function giveMany(app, rounds) {
  const [header, ...rows] = RENTALS.trimEnd().split("\n");
  const file = join(BUILD, "many.csv");
  await writeFile(file, [header, ...Array(rounds).fill(rows).flat()].join("\n"));
  await app.locator("#csv-file").setInputFiles(file);
}

function give(app, name, text) {
  const buffer = Buffer.isBuffer(text) ? text : Buffer.from(text, "utf8");
  return app.locator("#csv-file").setInputFiles({ name, mimeType: "text/csv", buffer });
}

/** Measures the longest time without a frame, from the moment the check is under way. */
function watchFrames(frame) {
  return frame.evaluate(() => {
    window.standstill = 0;
    let last;
    const beat = (now) => {
      const underWay = document.querySelector(".csv-progress:not([hidden]), .csv-summary");
      if (underWay) window.standstill = Math.max(window.standstill, now - (last ?? now));
      last = underWay ? now : undefined;
      requestAnimationFrame(beat);
    };
    requestAnimationFrame(beat);
  });
}

// The user's permissions come with the signed request, and are none: what the table leaves open is refused here.
const refusedOf = (rows) => rows.filter((row) => row.verdict !== "pass");

test("refused rows are shown with their line, rule and message, and downloaded as they came", async () => {
  const { page, app, troubles, requests, close } = await openCheck();
  const before = requests.length;
  await give(app, "rentals.csv", RENTALS);
  const refused = app.getByRole("table", { name: "Refused rows" });
  await refused.waitFor();
  const lines = (await refused.locator("tbody tr td:first-child").allTextContents()).filter((text) => text !== "");
  assert.deepEqual(lines.map(Number), refusedOf(EXPECTED).map(({ line }) => line));
  await app.getByText(`${EXPECTED.length} rows in`).first().waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), app.getByRole("link", { name: /^Download/ }).click()]);
  const [header, ...rows] = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  assert.match(header, /^\ufeffCustomer__c,.*,Line in the file,Refused by,Messages$/);
  assert.equal(rows.length, refusedOf(EXPECTED).length);
  assert.ok(requests.slice(before).every((request) => request.method() === "GET"), "no row leaves the browser");
  assert.deepEqual(await violations(appFrame(page)), []);
  await picture(page, "csv");
  assert.deepEqual(troubles, []);
  await close();
});

test("100,000 rows are checked without the page standing still", async () => {
  const { page, app, troubles, close } = await openCheck();
  const frame = appFrame(page);
  await watchFrames(frame);
  await giveMany(app, ROUNDS);
  const summary = app.locator(".csv-summary");
  await summary.waitFor({ timeout: 120_000 });
  const text = await summary.textContent();
  console.log(`# ${text}; longest standstill ${Math.round(await frame.evaluate(() => window.standstill))} ms`);
  const [, all, refused] = /^([\d,]+) rows in [\d.]+ s: ([\d,]+) refused/.exec(text).map((part) => Number(part.replaceAll(",", "")));
  assert.equal(all, EXPECTED.length * ROUNDS);
  assert.equal(refused, refusedOf(EXPECTED).length * ROUNDS);
  assert.ok((await frame.evaluate(() => window.standstill)) < LONGEST_STANDSTILL_MS);
  await app.getByText(/The first 200 of/).waitFor();
  assert.deepEqual(troubles, []);
  await close();
});

test("a check can be stopped, and shows what it has", async () => {
  const { app, close } = await openCheck();
  await giveMany(app, ROUNDS * 2);
  await app.getByText(/rows checked, [1-9]/).waitFor({ timeout: 30_000 });
  await app.getByRole("button", { name: "Stop" }).click();
  await app.getByText(/^Stopped\./).waitFor({ timeout: 30_000 });
  await close();
});

test("files that cannot be read are refused with the place and what to do", async () => {
  const { app, close } = await openCheck();
  await give(app, "open.csv", 'Stage__c\nQuote\n"Reserved\n');
  await app.getByRole("alert").getByText("Line 3: a quotation mark is opened here and never closed").waitFor();
  await give(app, "other.csv", "a,b\n1,2\n");
  await app.getByRole("alert").getByText(/None of the columns is a field of this object: a, b/).waitFor();
  await give(app, "latin.csv", Buffer.from("Stage__c\nM\xfcll\n", "latin1"));
  await app.getByRole("alert").getByText(/not UTF-8/).waitFor();
  await close();
});
