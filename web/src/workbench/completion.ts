// What the editor offers while one types a formula: functions with their signatures, the object's fields, and those of
// its parents after a point.
import { autocompletion } from "@codemirror/autocomplete";
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { Bundle, FieldDescription } from "presave";

/** A function or operator of the formula language, as docs/functions.md has it. */
export interface FunctionRow {
  name: string;
  signature: string;
  description: string;
}

/** What stands before the cursor: a name, or a path through parents. */
const WORD = /[A-Za-z_$][\w$]*(?:\.\w*)*$/;

/** Completion for formulas of an object; the bundle is asked for anew each time. */
export function formulaCompletion(functions: readonly FunctionRow[], bundle: () => Bundle, object: string): Extension {
  const calls = functions.map(functionOption);
  return autocompletion({ icons: false, override: [(context) => options(context, calls, bundle(), object)] });
}

function options(context: CompletionContext, calls: Completion[], bundle: Bundle, object: string): CompletionResult | null {
  const word = context.matchBefore(WORD);
  if (!word && !context.explicit) return null;
  const path = (word?.text ?? "").split(".");
  const from = context.pos - (path.at(-1)?.length ?? 0);
  const fields = fieldsAt(bundle, object, path.slice(0, -1));
  if (!fields) return null;
  const named = fields.flatMap(fieldOptions);
  return { from, options: path.length > 1 ? named : [...named, ...calls], validFor: /^\w*$/ };
}

/** The fields of the object that a path of relationships leads to; undefined where it leads nowhere. */
function fieldsAt(bundle: Bundle, object: string, path: readonly string[]): FieldDescription[] | undefined {
  let here = object;
  for (const name of path) {
    const lookup = bundle.describe(here).fields.find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
    const target = lookup?.referenceTo?.find((one) => bundle.objects().includes(one));
    if (!target) return undefined;
    here = target;
  }
  return bundle.describe(here).fields;
}

function fieldOptions({ name, label, type, relationshipName }: FieldDescription): Completion[] {
  const field = { label: name, detail: label, info: type, boost: name.endsWith("__c") ? 1 : 0 };
  return relationshipName ? [field, { label: relationshipName, detail: `${label} ›`, apply: `${relationshipName}.` }] : [field];
}

function functionOption({ name, signature, description }: FunctionRow): Completion {
  // The parentheses come along, and the cursor stands between them.
  const apply: Completion["apply"] = (view, _completion, from, to) =>
    view.dispatch({ changes: { from, to, insert: `${name}()` }, selection: { anchor: from + name.length + 1 } });
  return { label: name, detail: signature.slice(name.length), info: description, apply };
}
