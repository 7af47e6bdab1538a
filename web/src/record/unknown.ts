// Why a formula field has no value here, as far as the page can tell.
import type { Bundle, FieldDescription, ObjectDescription, Outcome } from "presave";
import type { Editable } from "./draft.js";
import { words } from "../words/words.js";

/** Finds the reasons for one object's formula fields. */
export class Unknowns {
  readonly #rules: { readonly bundle: Bundle };
  readonly #description: ObjectDescription;
  readonly #draft: Editable;

  /** @param rules asked for its bundle each time, since an edit of a formula makes another one */
  constructor(rules: { readonly bundle: Bundle }, description: ObjectDescription, draft: Editable) {
    this.#rules = rules;
    this.#description = description;
    this.#draft = draft;
  }

  /** The reason why the outcome brings no value for the field, as the end of a sentence. */
  why(field: FieldDescription, outcome: Outcome): string {
    const { object, fields } = this.#description;
    const finding = this.#rules.bundle.findings.find((f) => f.object === object && f.name === field.name);
    if (finding) return finding.message;
    const misfits = fields.filter((f) => outcome.failures.some((failure) => isMisfit(failure) && failure.field === f.name));
    if (misfits.length > 0) return words.form.pleaseCorrect(labels(misfits));
    const parents = this.#draft.unloadedParents(fields);
    return parents.length > 0 ? words.form.notLoaded(labels(parents)) : words.form.readsUnloaded;
  }
}

/** A value that its field cannot hold: text where a number belongs, say. */
function isMisfit({ kind, rule }: Outcome["failures"][number]): boolean {
  return kind === "constraint" && rule === "type";
}

function labels(fields: FieldDescription[]): string {
  return fields.map((f) => f.label).join(", ");
}
