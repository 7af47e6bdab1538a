// From the header of a CSV file to records: which field each column is, and how its cells are spelled for the engine.
import type { Bundle, FieldDescription, FieldValue, RecordDocument } from "presave";

/** Why the header cannot be used, for words to be found. */
export class HeaderFault extends Error {
  readonly kind: "noRows" | "twice" | "unknownColumns" | "lookupMissing";
  readonly column: string;
  readonly lookup: string;

  constructor(kind: HeaderFault["kind"], column = "", lookup = "") {
    super(`${kind} ${column} ${lookup}`);
    this.kind = kind;
    this.column = column;
    this.lookup = lookup;
  }
}

interface Column {
  place: number;
  /** Relationship names, then the field. */
  path: string[];
  type: string;
}

/** The columns of one file that are fields of the object. */
export class Columns {
  /** Columns of the header that are no fields, so nothing is checked of them. */
  readonly unknown: string[] = [];
  readonly #columns: Column[] = [];

  /** Finds each name of the header: an API name, a label, or a path through lookups such as Program__r.StartDate__c. */
  constructor(bundle: Bundle, object: string, header: readonly string[]) {
    const taken = new Set<string>();
    for (const [place, name] of header.entries()) {
      const column = findColumn(bundle, object, name.trim());
      if (!column) {
        if (name.trim() !== "") this.unknown.push(name.trim());
        continue;
      }
      const key = column.path.join(".");
      if (taken.has(key)) throw new HeaderFault("twice", name);
      taken.add(key);
      this.#columns.push({ ...column, place });
    }
    if (this.#columns.length === 0) throw new HeaderFault("unknownColumns", header.join(", "));
    this.#checkLookups(bundle.describe(object).fields, taken);
  }

  /** The record of a row. An empty cell is a blank field. */
  record(cells: readonly string[]): RecordDocument {
    const record: RecordDocument = {};
    for (const { place, path, type } of this.#columns) {
      let target = record;
      for (const name of path.slice(0, -1)) target = (target[name] ??= {}) as RecordDocument;
      target[path.at(-1)!] = cellValue(cells[place] ?? "", type);
    }
    return record;
  }

  /** A parent is only looked at through its lookup, so a path needs the lookup's own column beside it. */
  #checkLookups(fields: FieldDescription[], taken: Set<string>): void {
    for (const { path } of this.#columns.filter((column) => column.path.length > 1)) {
      const lookup = fields.find((field) => field.relationshipName === path[0])?.name ?? path[0]!;
      if (!taken.has(lookup)) throw new HeaderFault("lookupMissing", path.join("."), lookup);
    }
  }
}

function findColumn(bundle: Bundle, object: string, name: string): Omit<Column, "place"> | undefined {
  const [first = "", ...rest] = name.split(".");
  const { fields } = bundle.describe(object);
  if (rest.length === 0) {
    const field = fields.find((f) => same(f.name, first)) ?? fields.find((f) => same(f.label, first));
    return field && { path: [field.name], type: field.type };
  }
  const lookup = fields.find((f) => f.relationshipName !== undefined && same(f.relationshipName, first));
  const known = new Set(bundle.objects());
  for (const target of lookup?.referenceTo?.filter((one) => known.has(one)) ?? []) {
    const found = findColumn(bundle, target, rest.join("."));
    if (found) return { path: [lookup!.relationshipName!, ...found.path], type: found.type };
  }
  return undefined;
}

/** What does not look like a checkbox's value goes through as it is, so that the engine's own complaint is heard. */
function cellValue(cell: string, type: string): FieldValue {
  if (cell === "") return null;
  if (type !== "Checkbox") return cell;
  const lower = cell.toLowerCase();
  if (lower === "true" || lower === "1") return true;
  return lower === "false" || lower === "0" ? false : cell;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
