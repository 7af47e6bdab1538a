// Reading metadata files: XML into plain objects, with the elements that repeat always as lists.
import { readFile } from "node:fs/promises";
import { XMLParser } from "fast-xml-parser";

const LISTS = new Set(["value", "customValue", "layoutSections", "layoutColumns", "layoutItems"]);
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, isArray: (name) => LISTS.has(name) });

/**
 * The content of a metadata file.
 * @param {string} file
 * @param {string} root the element that must stand at the top
 */
export async function readMetadata(file, root) {
  const document = parser.parse(await readFile(file, "utf8"));
  if (typeof document[root] !== "object") throw new Error(`${file}: expected a <${root}> document`);
  return document[root];
}
