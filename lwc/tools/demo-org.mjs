// What Salesforce would say about the example org's objects: object infos, picklist values and page layouts, made
// from the bundle and the org's source, for the demo.
import {readFile, readdir} from "node:fs/promises";
import {join} from "node:path";
import {loadEngine} from "presave";

const MASTER = "012000000000000AAA";

/** The demo's org.json. `org` is the folder of the example org, `bundleFile` its compiled rules. */
export async function describeOrg(org, bundleFile) {
  const engine = await loadEngine();
  const bundle = engine.loadBundle(await readFile(bundleFile, "utf8"));
  const samples = (await readdir(join(org, "data"))).map((file) => file.replace(".json", ""));
  const descriptions = samples.map((name) => bundle.describe(name));
  bundle.dispose();
  const layouts = await readLayouts(join(org, "force-app/main/default/layouts"));
  return {
    masterRecordType: MASTER,
    objects: byObject(descriptions, objectInfo),
    picklists: byObject(descriptions, picklistsOf),
    layouts,
    layoutFields: Object.fromEntries(Object.entries(layouts).map(([name, layout]) => [name, fieldsOf(layout)])),
  };
}

function byObject(descriptions, make) {
  return Object.fromEntries(descriptions.map((description) => [description.object, make(description)]));
}

function objectInfo({object, label, fields}) {
  return {
    apiName: object,
    label,
    hasRecords: true,
    defaultRecordTypeId: MASTER,
    recordTypeInfos: {[MASTER]: {recordTypeId: MASTER, master: true, available: true}},
    fields: Object.fromEntries(fields.map((field) => [field.name, fieldInfo(field)])),
  };
}

function fieldInfo({name, label, helpText, editable, relationshipName}) {
  const inlineHelpText = helpText ?? null;
  return {apiName: name, label, inlineHelpText, updateable: editable, createable: editable, controllerName: null, relationshipName};
}

function picklistsOf({fields}) {
  const picklists = fields.filter((field) => field.values);
  return Object.fromEntries(
    picklists.map(({name, values}) => {
      const chosen = values.find((value) => value.default);
      const offered = values.map(({label, value}) => ({label, value, validFor: []}));
      return [name, {controllerValues: {}, defaultValue: chosen ? {value: chosen.value} : null, values: offered}];
    }),
  );
}

async function readLayouts(folder) {
  const layouts = {};
  for (const file of await readdir(folder)) {
    layouts[file.slice(0, file.indexOf("-"))] = layoutOf(await readFile(join(folder, file), "utf8"));
  }
  return layouts;
}

// Salesforce's API gives a layout in rows; the source has it in columns.
function layoutOf(xml) {
  const sections = elements(xml, "layoutSections").map((section) => {
    const columns = elements(section, "layoutColumns").map((column) => elements(column, "field"));
    const rows = Array.from({length: Math.max(...columns.map((column) => column.length))}, (_, row) => ({
      layoutItems: columns.map((column) => column[row]).filter(Boolean).map(layoutItem),
    }));
    return {heading: elements(section, "label")[0], useHeading: true, columns: columns.length, layoutRows: rows};
  });
  return {sections};
}

function layoutItem(apiName) {
  return {layoutComponents: [{apiName, componentType: "Field"}]};
}

function elements(xml, name) {
  return [...xml.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, "g"))].map(([, content]) => content);
}

function fieldsOf({sections}) {
  return sections
    .flatMap(({layoutRows}) => layoutRows)
    .flatMap(({layoutItems}) => layoutItems)
    .flatMap(({layoutComponents}) => layoutComponents.map(({apiName}) => apiName));
}
