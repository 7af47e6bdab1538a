// The record being tried, with its surroundings: fields of its own, of its parents ("Customer__r.OnHold__c"), and what
// a rule asks of the user and the org ("$Permission.Override", "$Profile.Name").
import type { FieldDescription, FieldValue, RecordDocument, Request, RequestContext } from "presave";
import type { Editable } from "../record/draft.js";
import { Draft } from "../record/draft.js";

const PERMISSION = "$Permission";

/** One trial; what is set stays while one goes from rule to rule of the object. */
export class Trial implements Editable {
  readonly object: string;
  readonly #draft: Draft;
  readonly #globals = new Map<string, FieldValue>();

  /** @param saved a saved record that is changed; undefined for a new one */
  constructor(object: string, saved: RecordDocument | undefined) {
    this.object = object;
    this.#draft = new Draft(object, saved);
  }

  value({ name }: { name: string }): FieldValue {
    if (name.startsWith("$")) return this.#globals.get(name) ?? null;
    const path = name.split(".");
    let place: unknown = this.#draft.current();
    for (const part of path) place = (place as RecordDocument | null | undefined)?.[part];
    return (place ?? null) as FieldValue;
  }

  set({ name }: { name: string }, value: FieldValue): void {
    if (name.startsWith("$")) {
      this.#globals.set(name, value);
      return;
    }
    const [first = "", ...rest] = name.split(".");
    this.#draft.set({ name: first }, (rest.length === 0 ? value : withValue(this.#draft.current()[first], rest, value)) as FieldValue);
  }

  setParent(field: FieldDescription, parent: RecordDocument | undefined): void {
    this.#draft.setParent(field, parent);
  }

  unloadedParents(fields: FieldDescription[]): FieldDescription[] {
    return this.#draft.unloadedParents(fields);
  }

  request(): Request {
    return this.#draft.request(this.context());
  }

  /** Who saves: the permissions that are ticked and no others, and what was said of the user and the org. */
  context(): RequestContext {
    const globals: NonNullable<RequestContext["globals"]> = {};
    const permissions: string[] = [];
    for (const [name, value] of this.#globals) {
      const [global = "", ...field] = name.split(".");
      if (global === PERMISSION) {
        if (value === true) permissions.push(field.join("."));
      } else if (value !== null) {
        (globals[global] ??= {})[field.join(".")] = value;
      }
    }
    return { permissions, globals };
  }
}

/** A copy of the parent with one value set, along a path; what the form shows is never changed in place. */
function withValue(parent: unknown, [first = "", ...rest]: string[], value: FieldValue): RecordDocument {
  const copy: RecordDocument = { ...(parent as RecordDocument | undefined) };
  copy[first] = rest.length === 0 ? value : withValue(copy[first], rest, value);
  return copy;
}
