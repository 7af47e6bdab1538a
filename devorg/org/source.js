// Reads an SFDX source folder into the org's object model: objects and their fields as plain data.
// Only what a REST describe and a record page need; rules are none of this org's business, Presave decides them.
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { loadLayouts } from "./layouts.js";
import { systemFields } from "./standard.js";
import { readMetadata } from "./xml.js";

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} type metadata type name, such as "Text" or "Lookup"
 * @property {string} label
 * @property {boolean} required
 * @property {boolean} readOnly formula, auto number, roll-up summary or system field
 * @property {number | undefined} length
 * @property {{value: string, label: string, isDefault: boolean}[]} values picklist values
 * @property {boolean} restricted
 * @property {string | undefined} referenceTo
 * @property {string | undefined} relationshipName
 * @property {string | undefined} helpText
 *
 * @typedef {object} ObjectType
 * @property {string} name
 * @property {string} label
 * @property {string} pluralLabel
 * @property {boolean} custom
 * @property {Map<string, Field>} fields by API name
 */

/**
 * Loads every object of the folder, and their page layouts.
 * @param {string} folder
 * @returns {Promise<{objects: Map<string, ObjectType>, layouts: Map<string, object[]>}>} by API name
 */
export async function loadModel(folder) {
  const files = await listFiles(folder);
  const objects = await loadObjects(files);
  return { objects, layouts: await loadLayouts(files, objects) };
}

async function loadObjects(files) {
  const valueSets = await loadValueSets(files);
  const objects = new Map();
  for (const file of files.filter((f) => f.endsWith(".object-meta.xml")).sort()) {
    const object = readObject(basename(file, ".object-meta.xml"), await readMetadata(file, "CustomObject"));
    objects.set(object.name, object);
  }
  for (const file of files.filter((f) => f.endsWith(".field-meta.xml")).sort()) {
    const object = objectOfField(objects, file);
    const field = readField(await readMetadata(file, "CustomField"), valueSets);
    object.fields.set(field.name, field);
  }
  return objects;
}

async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((e) => e.isFile()).map((e) => join(e.parentPath ?? e.path, e.name));
}

async function loadValueSets(files) {
  const sets = new Map();
  for (const file of files.filter((f) => f.endsWith(".globalValueSet-meta.xml"))) {
    const set = await readMetadata(file, "GlobalValueSet");
    sets.set(basename(file, ".globalValueSet-meta.xml"), readValues(set.customValue));
  }
  return sets;
}

/** Custom fields of a standard object may come without the object's own file. */
function objectOfField(objects, file) {
  const parts = file.split(/[\\/]/);
  const name = parts[parts.length - 3];
  if (!objects.has(name)) objects.set(name, readObject(name, {}));
  return objects.get(name);
}

function readObject(name, xml) {
  const label = xml.label ?? name;
  const fields = systemFields(name, xml.nameField);
  return { name, label, pluralLabel: xml.pluralLabel ?? `${label}s`, custom: name.endsWith("__c"), fields };
}

function readField(xml, valueSets) {
  const type = xml.type ?? "Text";
  const valueSet = xml.valueSet ?? {};
  const values = readValues(valueSet.valueSetDefinition?.value);
  return {
    name: xml.fullName,
    type,
    label: xml.label ?? xml.fullName,
    required: xml.required === "true" || (type === "MasterDetail" && xml.required !== "false"),
    readOnly: xml.formula !== undefined || type === "AutoNumber" || type === "Summary",
    length: xml.length === undefined ? undefined : Number(xml.length),
    values: values.length > 0 ? values : (valueSets.get(valueSet.valueSetName) ?? []),
    restricted: valueSet.restricted === "true",
    referenceTo: xml.referenceTo,
    relationshipName: xml.referenceTo ? xml.fullName.replace(/__c$/, "__r") : undefined,
    helpText: xml.inlineHelpText,
  };
}

function readValues(values = []) {
  return values
    .filter((v) => v.isActive !== "false")
    .map((v) => ({ value: v.fullName, label: v.label ?? v.fullName, isDefault: v.default === "true" }));
}
