// Languages: chosen by the names Salesforce and browsers use, and every one says something everywhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./source.mjs";

const { wordsIn } = await source("words/words.ts");

const languageOf = (...wanted) => wordsIn(wanted).language;

test("the first language that is known is spoken, else English", () => {
  assert.equal(languageOf("de_CH", "fr"), "de");
  assert.equal(languageOf("pt-BR", "ja-JP"), "ja");
  assert.equal(languageOf(undefined, 7, "xx"), "en");
  assert.equal(languageOf("constructor", "__proto__"), "en");
});

const ARGUMENTS = ["Qone", "Qtwo", "Qthree"];

/** Every text of a catalogue, functions called with arguments that show in the text. */
function textsOf(group, path = "") {
  return Object.entries(group).flatMap(([key, value]) => {
    if (typeof value === "string") return [[path + key, value]];
    if (typeof value === "function") return [[path + key, value(...ARGUMENTS)]];
    return textsOf(value, `${path}${key}.`);
  });
}

test("no text of any language is empty, and names and values are in it", () => {
  const english = new Map(textsOf(wordsIn(["en"])));
  for (const name of ["de", "fr", "ja"]) {
    for (const [key, text] of textsOf(wordsIn([name]))) {
      assert.notEqual(text.trim(), "", `${name} ${key}`);
      for (const argument of ARGUMENTS) {
        const marked = new RegExp(argument, "i");
        if (marked.test(english.get(key))) assert.match(text, marked, `${name} ${key}`);
      }
    }
  }
});
