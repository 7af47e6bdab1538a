// Which fields the form shows, in which sections: the org's own page layout.
import type { Bundle, FieldDescription, ObjectDescription, RecordDocument } from "presave";
import type { Bridge } from "../canvas/bridge.js";

/** A titled group of fields. */
export interface Section {
  heading: string;
  columns: number;
  fields: FieldDescription[];
}

interface LayoutAnswer {
  layouts?: { editLayoutSections: LayoutSection[] }[] | null;
}
interface LayoutSection {
  heading: string;
  columns: number;
  layoutRows: { layoutItems: { layoutComponents: { type: string; value: string }[] }[] }[];
}

/** The sections of the object's layout; one section with every field where the org sends no layout. */
export async function loadSections(bridge: Bridge, sobjectUrl: string, description: ObjectDescription): Promise<Section[]> {
  const path = `${sobjectUrl}${description.object}/describe/layouts`;
  const { layouts } = (await bridge.request("GET", path)) as LayoutAnswer;
  const sections = (layouts?.[0]?.editLayoutSections ?? []).map((section) => readSection(section, description));
  const shown = sections.filter((section) => section.fields.length > 0);
  return shown.length > 0 ? shown : [{ heading: description.label, columns: 2, fields: description.fields }];
}

function readSection(section: LayoutSection, description: ObjectDescription): Section {
  const components = section.layoutRows.flatMap((row) => row.layoutItems).flatMap((item) => item.layoutComponents);
  const names = components.filter((c) => c.type === "Field").map((c) => c.value);
  const fields = names.map((name) => description.fields.find((f) => f.name === name)).filter((f) => f !== undefined);
  return { heading: section.heading, columns: section.columns, fields };
}

/** The named fields that the object has, in their order. */
export function sectionOf(heading: string, names: readonly string[], { fields }: ObjectDescription): Section {
  const found = names.map((name) => fields.find((field) => field.name === name)).filter((field) => field !== undefined);
  return { heading, columns: 2, fields: found };
}

/** Without a layout: what the record brings, what is required, what the rules read, and the object's own formulas. */
export function defaultSections(bundle: Bundle, description: ObjectDescription, record: RecordDocument): Section[] {
  const read = new Set(bundle.requirements(description.object).fields);
  const shown = description.fields.filter(
    ({ name, required, formula, editable }) =>
      (editable && (name in record || required || read.has(name))) || (formula && name.endsWith("__c")),
  );
  return [{ heading: description.label, columns: 2, fields: shown.filter(({ name }) => name !== "Id") }];
}
