// The record being edited: as it is saved in the org, and as the form shows it now.
import type { FieldDescription, FieldValue, RecordDocument, Request, RequestContext } from "presave";

export class Draft {
  readonly object: string;
  readonly id: string;
  #saved: RecordDocument;
  #current: RecordDocument;

  constructor(object: string, id: string, saved: RecordDocument) {
    this.object = object;
    this.id = id;
    this.#saved = saved;
    this.#current = { ...saved };
  }

  value(field: FieldDescription): FieldValue {
    return (this.#current[field.name] ?? null) as FieldValue;
  }

  set(field: FieldDescription, value: FieldValue): void {
    this.#current[field.name] = value;
  }

  /** Puts the parent that a lookup leads to; undefined while it is not loaded. */
  setParent(field: FieldDescription, parent: RecordDocument | undefined): void {
    if (!field.relationshipName) return;
    if (parent) this.#current[field.relationshipName] = parent;
    else delete this.#current[field.relationshipName];
  }

  /** The fields that differ from what is saved. */
  changes(fields: FieldDescription[]): RecordDocument {
    const changed = fields.filter((f) => f.editable && !sameValue(this.#current[f.name], this.#saved[f.name]));
    return Object.fromEntries(changed.map((f) => [f.name, this.value(f)]));
  }

  /** The lookups that lead to a record which is not loaded. */
  unloadedParents(fields: FieldDescription[]): FieldDescription[] {
    return fields.filter((f) => f.relationshipName && this.value(f) && !(f.relationshipName in this.#current));
  }

  /** What the engine, here or on the server, is asked to decide and to compute. */
  request(context: RequestContext): Request {
    const { object } = this;
    return { object, operation: "update", record: this.#current, prior: this.#prior(), formulaFields: true, context };
  }

  /** The record as it stands now. */
  current(): RecordDocument {
    return { ...this.#current };
  }

  /** The org has taken the record as it stood then. */
  markSaved(then: RecordDocument): void {
    this.#saved = then;
  }

  /**
   * The saved record, without those parents that are missing in the current one: what `prior` holds also
   * stands for what `record` leaves out, and the old parent must not stand for a new one still to be loaded.
   */
  #prior(): RecordDocument {
    const prior = { ...this.#saved };
    for (const name of Object.keys(prior)) {
      if (!(name in this.#current)) delete prior[name];
    }
    return prior;
  }
}

function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
