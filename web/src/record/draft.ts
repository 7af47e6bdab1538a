// The record being edited: as it is saved, if it is, and as the form shows it now.
import type { FieldDescription, FieldValue, RecordDocument, Request, RequestContext } from "presave";

/** What a form edits, and what decides whether a formula field's parents are known. */
export interface Editable {
  value(field: { name: string }): FieldValue;
  set(field: { name: string }, value: FieldValue): void;
  setParent(field: FieldDescription, parent: RecordDocument | undefined): void;
  unloadedParents(fields: FieldDescription[]): FieldDescription[];
}

/** One record while somebody edits it. */
export class Draft implements Editable {
  readonly object: string;
  #saved: RecordDocument | undefined;
  #current: RecordDocument;

  /** @param saved the record before the change; undefined makes a new one
   *  @param current what is known of it beyond that */
  constructor(object: string, saved: RecordDocument | undefined, current: RecordDocument = {}) {
    this.object = object;
    this.#saved = saved;
    this.#current = { ...saved, ...current };
  }

  value(field: { name: string }): FieldValue {
    return (this.#current[field.name] ?? null) as FieldValue;
  }

  set(field: { name: string }, value: FieldValue): void {
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
    const changed = fields.filter((f) => f.editable && !sameValue(this.#current[f.name], this.#saved?.[f.name]));
    return Object.fromEntries(changed.map((f) => [f.name, this.value(f)]));
  }

  /** The lookups that lead to a record which is not loaded. */
  unloadedParents(fields: FieldDescription[]): FieldDescription[] {
    return fields.filter((f) => f.relationshipName && this.value(f) && !(f.relationshipName in this.#current));
  }

  /** What the engine, here or on the server, is asked to decide and to compute. */
  request(context: RequestContext): Request {
    const request = { object: this.object, record: this.#current, formulaFields: true, context };
    return this.#saved ? { ...request, operation: "update", prior: this.#prior(this.#saved) } : { ...request, operation: "insert" };
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
  #prior(saved: RecordDocument): RecordDocument {
    const prior = { ...saved };
    for (const name of Object.keys(prior)) {
      if (!(name in this.#current)) delete prior[name];
    }
    return prior;
  }
}

function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
