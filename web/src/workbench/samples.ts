// Records to try rules with: those that came with the org, each with the parents its lookups lead to.
import type { Bundle, FieldDescription, RecordDocument } from "presave";
import type { NamedRecord } from "../record/load.js";

/** Relationships that are followed from a record. */
const PARENT_DEPTH = 3;

/** Sample records by their ids. */
export class Samples {
  readonly #records = new Map<string, RecordDocument>();

  /** @param records as the REST API gives them, each with attributes.type and Id */
  constructor(records: readonly RecordDocument[]) {
    for (const record of records) if (typeof record["Id"] === "string") this.#records.set(record["Id"], record);
  }

  /** The records of an object, named for a list. */
  of(object: string): NamedRecord[] {
    const own = [...this.#records].filter(([, record]) => typeOf(record) === object);
    return own.map(([id, record]) => ({ id, name: String(record["Name"] ?? id) }));
  }

  /** A record with its parents nested, in fields that the bundle describes. */
  record(bundle: Bundle, object: string, id: string, depth = PARENT_DEPTH): RecordDocument | undefined {
    const found = this.#records.get(id);
    if (!found || typeOf(found) !== object) return undefined;
    const record: RecordDocument = {};
    for (const field of bundle.describe(object).fields) {
      const value = found[field.name];
      if (field.formula || value === undefined) continue;
      record[field.name] = value;
      const parent = depth > 0 && typeof value === "string" ? this.parent(bundle, field, value, depth - 1) : undefined;
      if (parent) record[field.relationshipName!] = parent;
    }
    return record;
  }

  /** What a lookup leads to, where it is among the samples. */
  parent(bundle: Bundle, { referenceTo, relationshipName }: FieldDescription, id: string, depth = PARENT_DEPTH): RecordDocument | undefined {
    if (!relationshipName || referenceTo?.length !== 1) return undefined;
    return this.record(bundle, referenceTo[0]!, id, depth);
  }
}

function typeOf(record: RecordDocument): unknown {
  return (record["attributes"] as { type?: unknown } | undefined)?.type;
}
