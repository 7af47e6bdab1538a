// The SFDX project as files, for the tests of its metadata.
import {readFileSync, readdirSync} from "node:fs";
import {dirname, join, relative} from "node:path";
import {fileURLToPath} from "node:url";
import {DOMParser, onErrorStopParsing} from "@xmldom/xmldom";

export const room = dirname(dirname(fileURLToPath(import.meta.url)));

/** The project's files below a folder, as paths from the room; without tests and what is built. */
export function filesBelow(folder) {
  return readdirSync(join(room, folder), {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => relative(room, join(entry.parentPath, entry.name)))
    .filter((file) => !/__tests__|staticresources\/presave\/|presaveRules\.json/.test(file))
    .sort();
}

export const read = (file) => readFileSync(join(room, file), "utf8");

/** The XML document of a file; throws where it is malformed. */
export function xmlOf(file) {
  return new DOMParser({onError: onErrorStopParsing}).parseFromString(read(file), "text/xml");
}

/** The texts of all elements of that name. */
export function textsOf(document, name) {
  return [...document.getElementsByTagName(name)].map((element) => element.textContent);
}
