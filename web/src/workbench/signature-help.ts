// While one is inside a call: what the function takes, with the argument that the cursor is in.
import { StateField } from "@codemirror/state";
import type { EditorState, Extension } from "@codemirror/state";
import { showTooltip } from "@codemirror/view";
import type { Tooltip } from "@codemirror/view";
import { el } from "../ui/dom.js";
import type { FunctionRow } from "./completion.js";

/** The innermost call around a place. */
export interface Call {
  name: string;
  /** Where its name begins. */
  from: number;
  /** Which argument the place is in, from 0. */
  argument: number;
}

/** Texts, comments, names before a parenthesis, parentheses and commas: all that matters for where a call is. */
const PIECE = /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|\/\*[^]*?(?:\*\/|$)|([A-Za-z_]\w*)\s*\(|[(),]/g;

/** The call that the place is inside of; undefined where it is in none, or in a text or comment. */
export function callAt(formula: string, place: number): Call | undefined {
  const open: (Call | undefined)[] = [];
  for (const match of formula.slice(0, place).matchAll(PIECE)) {
    const [piece, name] = match;
    if (name !== undefined) open.push({ name, from: match.index, argument: 0 });
    else if (piece === "(") open.push(undefined);
    else if (piece === ")") open.pop();
    else if (piece === ",") {
      const call = open.at(-1);
      if (call) call.argument++;
    }
  }
  return open.at(-1);
}

/** Shows the signature of the call around the cursor. */
export function signatureHelp(functions: readonly FunctionRow[]): Extension {
  const rows = new Map(functions.map((row) => [row.name, row]));
  const tooltipOf = (state: EditorState): Tooltip | null => {
    const { head, empty } = state.selection.main;
    const call = empty ? callAt(state.doc.toString(), head) : undefined;
    const row = call && rows.get(call.name.toUpperCase());
    return row ? { pos: call.from, above: true, create: () => ({ dom: signatureElement(row, call.argument) }) } : null;
  };
  return StateField.define<Tooltip | null>({
    create: () => null, // nothing before somebody has put the cursor anywhere
    update: (shown, transaction) => (transaction.docChanged || transaction.selection ? tooltipOf(transaction.state) : shown),
    provide: (field) => showTooltip.from(field),
  });
}

function signatureElement({ name, signature, description }: FunctionRow, argument: number): HTMLElement {
  const [, taken = "", given = ""] = /^[^(]*\((.*)\)(.*)$/.exec(signature) ?? [];
  const all = taken === "" ? [] : taken.split(", ");
  // "…" stands for more of the argument before it, and may have others after it.
  const now = Math.min(argument, Math.max(all.indexOf("…"), 0) || all.length - 1);
  const parts = all.flatMap((text, i) => [i > 0 ? ", " : "", i === now ? el("strong", {}, text) : text]);
  return el("div", { class: "formula-value" }, el("code", {}, `${name}(`, ...parts, `)${given}`), el("div", {}, description));
}
