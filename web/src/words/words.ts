// The words in use: one language for the whole page, chosen when it opens.
import type { Words } from "./catalogue.js";
import { de } from "./de.js";
import { en } from "./en.js";
import { fr } from "./fr.js";
import { ja } from "./ja.js";

const LANGUAGES: Record<string, Words> = { de, en, fr, ja };

/** The page's words; English until speak() chooses. */
export let words: Words = en;

/** The words of the first language that is known, of names such as "de", "fr_CA" or "ja-JP"; else English. */
export function wordsIn(wanted: readonly unknown[]): Words {
  return wanted.map(languageOf).find((language) => language !== undefined) ?? en;
}

/** Chooses the page's words as wordsIn() does, and tells assistive technology by the page's lang attribute. */
export function speak(wanted: readonly unknown[]): void {
  words = wordsIn(wanted);
  document.documentElement.lang = words.language;
}

function languageOf(name: unknown): Words | undefined {
  if (typeof name !== "string") return undefined;
  const [language = ""] = name.toLowerCase().split(/[-_]/);
  return Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
}
