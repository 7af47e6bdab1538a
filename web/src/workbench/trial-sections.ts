// Which inputs the form offers for a formula: first what it reads, of the record, its parents and its surroundings;
// then the other fields that the object's rules read or that are required.
import type { Bundle, FieldDescription, ObjectDescription } from "presave";
import type { Section } from "../record/layout.js";
import { words } from "../words/words.js";
import type { Explained } from "./probe.js";

/** The sections for a formula; of one that does not compile only the other fields.
 *  @param computed the formula field that is on the bench, if one is: it stands first */
export function trialSections(bundle: Bundle, description: ObjectDescription, explained: Explained, computed?: string): Section[] {
  const read = namesRead(explained);
  if (computed) read.add(computed);
  const own = description.fields.filter(({ name, editable, formula }) => read.has(name) && (editable || formula));
  const related = [...read].map((name) => relatedField(bundle, description, name)).filter((field) => field !== undefined);
  const leadsThere = (relationship: string): boolean => related.some(({ name }) => name.startsWith(`${relationship}.`));
  const lookups = description.fields.filter(({ relationshipName }) => relationshipName && leadsThere(relationshipName));
  const isComputed = ({ name }: FieldDescription): boolean => name === computed;
  const first = [...new Set([...own.filter(isComputed), ...own, ...lookups])];
  const others = new Set(bundle.requirements(description.object).fields);
  const rest = description.fields.filter(({ name, editable, required }) => editable && (others.has(name) || required));
  const { readByRule, readByFormula, surroundings, otherFields } = words.workbench;
  const sections = [
    { heading: computed ? readByFormula : readByRule, columns: 2, fields: first },
    { heading: words.workbench.related, columns: 2, fields: related },
    { heading: surroundings, columns: 2, fields: [...read].filter((name) => name.startsWith("$")).map(globalField) },
    { heading: otherFields, columns: 2, fields: rest.filter((field) => !first.includes(field)) },
  ];
  return sections.filter(({ fields }) => fields.length > 0);
}

/** Everything that the formula names, through its formula fields, too. */
function namesRead(explained: Explained): Set<string> {
  const formulas = [{ parts: explained.parts ?? [] }, ...(explained.formulaFields ?? [])];
  const fields = formulas.flatMap(({ parts }) => parts).filter(({ kind, field }) => kind === "field" && field);
  return new Set(fields.map(({ field }) => field!));
}

/** A parent's field under its path; undefined for what is computed there, or is no parent's. */
function relatedField(bundle: Bundle, { fields }: ObjectDescription, path: string): FieldDescription | undefined {
  if (path.startsWith("$") || !path.includes(".")) return undefined;
  const names = path.split(".");
  const labels: string[] = [];
  let here = fields;
  for (const name of names.slice(0, -1)) {
    const lookup = here.find((field) => field.relationshipName === name);
    const target = lookup?.referenceTo?.find((object) => bundle.objects().includes(object));
    if (!lookup || !target) return undefined;
    labels.push(lookup.label);
    here = bundle.describe(target).fields;
  }
  const field = here.find((one) => one.name === names.at(-1));
  if (!field || field.formula) return undefined;
  const { relationshipName: _, ...plain } = field;
  return { ...plain, name: path, label: [...labels, field.label].join(" › "), required: false, editable: true };
}

function globalField(name: string): FieldDescription {
  const type = name.startsWith("$Permission.") ? "Checkbox" : "Text";
  return { name, type, label: name, required: false, editable: true };
}
