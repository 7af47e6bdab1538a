// Loads sample records from data/*.json: lists of records in the shape of the REST API, each with its
// attributes.type and its 18-character Id.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { noSuchColumn } from "./faults.js";
import { normalizeId } from "./ids.js";
import { acceptValue } from "./values.js";

/**
 * Fills the store from every data/*.json file of the folder.
 * @param {import("./store.js").Store} store
 * @param {string} folder of the org's source
 */
export async function loadSampleRecords(store, folder) {
  const data = join(folder, "data");
  for (const name of (await readdir(data)).filter((f) => f.endsWith(".json")).sort()) {
    const file = join(data, name);
    for (const [index, record] of parseList(file, await readFile(file, "utf8")).entries()) {
      try {
        loadRecord(store, record);
      } catch (error) {
        throw new Error(`${file}, record ${index + 1}: ${error.message}`);
      }
    }
  }
}

function parseList(file, text) {
  let list;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: ${error.message}`);
  }
  if (!Array.isArray(list)) throw new Error(`${file}: expected a list of records`);
  return list;
}

function loadRecord(store, record) {
  const id = normalizeId(record?.Id);
  if (!id || !record.attributes?.type) {
    throw new Error("attributes.type and a well-formed Id are needed");
  }
  const object = store.objectType(record.attributes.type);
  const values = {};
  for (const [name, given] of Object.entries(record)) {
    if (name === "attributes") continue;
    const field = object.fields.get(name);
    if (!field) throw noSuchColumn(name, object.name);
    values[name] = acceptValue(field, given);
  }
  store.insert(object.name, id, values);
}
