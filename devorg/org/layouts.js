// Page layouts: which fields a record page shows, in which sections and order, in the form that the REST
// API's describe/layouts gives them. An object without a layout of its own gets one with all its fields.
import { basename } from "node:path";
import { readMetadata } from "./xml.js";

const SUFFIX = ".layout-meta.xml";
const NOT_ON_LAYOUTS = new Set(["Id", "CreatedDate", "LastModifiedDate", "OwnerId"]);

/**
 * @param {string[]} files of the org's source
 * @param {Map<string, import("./source.js").ObjectType>} objects
 * @returns {Promise<Map<string, object[]>>} sections by object name
 */
export async function loadLayouts(files, objects) {
  const layouts = new Map([...objects.values()].map((object) => [object.name, [defaultSection(object)]]));
  for (const file of files.filter((f) => f.endsWith(SUFFIX)).sort()) {
    const object = objects.get(basename(file).split("-")[0]);
    if (!object) throw new Error(`${file}: a layout of an object that is not in this org`);
    const { layoutSections = [] } = await readMetadata(file, "Layout");
    layouts.set(object.name, layoutSections.map((section) => readSection(object, section, file)));
  }
  return layouts;
}

function readSection(object, section, file) {
  const columns = (section.layoutColumns ?? []).map((column) =>
    (column.layoutItems ?? []).map((item) => readItem(object, item, file)),
  );
  return makeSection(section.label ?? "", columns);
}

function readItem(object, { field: name, behavior }, file) {
  if (!name) return { label: "", placeholder: true, layoutComponents: [] };
  const field = object.fields.get(name);
  if (!field) throw new Error(`${file}: ${object.name} has no field ${name}`);
  return makeItem(field, behavior === "Required");
}

function defaultSection(object) {
  const items = [...object.fields.values()].filter((f) => !NOT_ON_LAYOUTS.has(f.name)).map((f) => makeItem(f, f.required));
  const half = Math.ceil(items.length / 2);
  return makeSection(object.label, [items.slice(0, half), items.slice(half)]);
}

function makeItem(field, required) {
  return {
    label: field.label,
    required,
    placeholder: false,
    editableForNew: !field.readOnly,
    editableForUpdate: !field.readOnly,
    layoutComponents: [{ type: "Field", value: field.name }],
  };
}

/** Layout files list columns; the API lists rows. */
function makeSection(heading, columns) {
  const height = Math.max(0, ...columns.map((items) => items.length));
  const layoutRows = Array.from({ length: height }, (_, row) => ({
    layoutItems: columns.map((items) => items[row]).filter(Boolean),
  }));
  return { heading, useHeading: heading !== "", columns: columns.length, layoutRows };
}
