// Which fields the form shows, in which sections: the org's own page layout.
import type { FieldDescription, ObjectDescription } from "presave";
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
