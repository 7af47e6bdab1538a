// Our own words in the user's language, as Salesforce says it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./lib/axe.js";
import { appFrame, openPage, openStage, picture } from "./lib/stage.js";

let stage;

before(async () => {
  stage = await openStage();
});

after(() => stage?.close());

/** The record page for a user of that language. */
function openIn(language) {
  return openPage(stage, "/", {}, (page) =>
    page.route("**/canvas", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll('"language":"en_US"', `"language":"${language}"`);
      await route.fulfill({ response, body });
    }),
  );
}

const LANGUAGES = [
  { language: "de", lang: "de", save: "Speichern", csv: "CSV-Prüfung", snag: "Es ist ein Problem aufgetreten." },
  { language: "fr_CA", lang: "fr", save: "Enregistrer", csv: "Contrôle CSV", snag: "Un problème est survenu." },
  { language: "ja", lang: "ja", save: "保存", csv: "CSV チェック", snag: "問題が発生しました。" },
  { language: "pt_BR", lang: "en", save: "Save", csv: "CSV check", snag: "We hit a snag." },
];

for (const { language, lang, save, csv, snag } of LANGUAGES) {
  test(`${language}: the app speaks ${lang}`, async () => {
    const { page, app, troubles, close } = await openIn(language);
    await app.getByRole("button", { name: save, exact: true }).waitFor();
    await app.getByRole("tab", { name: csv }).waitFor();
    await app.getByLabel("End Date").fill("2027-02-20");
    await app.getByRole("heading", { name: snag }).waitFor();
    assert.equal(await appFrame(page).evaluate(() => document.documentElement.lang), lang);
    assert.deepEqual(await violations(appFrame(page)), []);
    await picture(page, `language-${lang}`);
    assert.deepEqual(troubles, []);
    await close();
  });
}
