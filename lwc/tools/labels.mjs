// Reads the custom labels and their translations as the project holds them, for tests and the demo.
import {readFile, readdir} from "node:fs/promises";
import {join} from "node:path";

const ENTITIES = {amp: "&", lt: "<", gt: ">", quot: '"', apos: "'"};

/** The text of every element of that name in a piece of metadata. */
export function textsOf(xml, name) {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text]) =>
    text.replace(/&(\w+);/g, (entity, word) => ENTITIES[word] ?? entity),
  );
}

/** Label names to texts: {en: {Presave_Save: "Save"}, de: …}. `folder` is the one of labels/ and translations/. */
export async function readLabels(folder) {
  const labels = await readFile(join(folder, "labels/CustomLabels.labels-meta.xml"), "utf8");
  const languages = {en: pairs(textsOf(labels, "fullName"), textsOf(labels, "value"))};
  for (const file of await readdir(join(folder, "translations"))) {
    const xml = await readFile(join(folder, "translations", file), "utf8");
    languages[file.slice(0, file.indexOf("."))] = pairs(textsOf(xml, "name"), textsOf(xml, "label"));
  }
  return languages;
}

function pairs(names, texts) {
  if (names.length !== texts.length) throw new Error(`${names.length} label names, but ${texts.length} texts`);
  return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
}
