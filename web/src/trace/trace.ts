// An explanation as one sees it: the rule's formula line by line, under each part its value for this record, and
// what would make the record pass. Shared by the Canvas app, the embed and the workbench.
import type { ExplainedPart, Explanation, FieldValue, Repair } from "presave";
import { el } from "../ui/dom.js";
import { words } from "../words/words.js";
import { alignedRows } from "./aligned.js";
import { valueText, valueTone } from "./values.js";

/** What the trace needs to know of the page around it. */
export interface TraceSurroundings {
  /** A field's label, and a value of it, as the person reads them. */
  label(field: string): string;
  spell(field: string, value: FieldValue): string;
  /** Takes a change over into the form; absent where there is none to take it. */
  use?(changes: Repair["fields"]): void;
}

type Line = NonNullable<Explanation["lines"]>[number];

/** The whole trace of one formula. */
export function traceOf(explanation: Omit<Explanation, "verdict">, around: TraceSurroundings): HTMLElement {
  const { rule, parts, lines, formulaFields = [], repair } = explanation;
  const root = el("div", { class: "trace" });
  if (!parts || !lines) {
    root.append(el("p", {}, words.trace.cannotExplain(explanation.message)));
    return root;
  }
  root.append(formulaTable(rule, parts, lines));
  for (const field of formulaFields) root.append(formulaField(field));
  if (repair) root.append(repairs(repair.changes, around));
  return root;
}

/** A formula field that the rule reads, folded away: how its value comes about. */
function formulaField(field: NonNullable<Explanation["formulaFields"]>[number]): HTMLElement {
  const whole = field.parts.at(-1);
  const title = words.trace.computed(field.field, whole ? valueText(whole) : "");
  const details = el("details", { class: "trace-field" }, el("summary", {}, title));
  details.dataset["key"] = field.field;
  if (field.lines) details.append(formulaTable(field.field, field.parts, field.lines));
  return details;
}

function formulaTable(name: string, parts: ExplainedPart[], lines: Line[]): HTMLElement {
  const { formula, value, caption } = words.trace;
  const table = el(
    "table",
    { class: "trace-table" },
    el("caption", { class: "app-assistive" }, caption(name)),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, formula), el("th", { scope: "col" }, value))),
    el("tbody", {}, ...lines.map((line) => lineRow(line, parts))),
  );
  // Long formulas scroll inside the trace, and the keyboard can scroll them.
  return el("div", { class: "trace-scroll", tabindex: "0", role: "region", "aria-label": caption(name) }, table);
}

function lineRow(line: Line, parts: ExplainedPart[]): HTMLElement {
  const whole = line.part === undefined ? undefined : parts[line.part];
  const under = line.under.map(({ part, column }) => ({ column, what: parts[part]! }));
  const known = under.filter(({ what }) => what.state !== "notEvaluated");
  const values = alignedRows(known.map(({ column, what }) => ({ column, what, text: valueText(what) })));
  const code = el("code", { class: "trace-line" }, ...dimmed(line.text, under, whole));
  const rows = values.map((row) =>
    el("span", { class: "trace-under", "aria-hidden": "true" }, ...row.flatMap(({ spaces, text, what }) => [
      " ".repeat(spaces),
      el("span", { class: valueTone(what) }, text),
    ])),
  );
  const said = known.map(({ what }) => words.trace.valueOf(what.text, valueText(what))).join("; ");
  const spoken = said === "" ? undefined : el("span", { class: "app-assistive" }, said);
  const result = whole ? el("span", { class: `trace-result ${valueTone(whole)}` }, valueText(whole)) : undefined;
  return el("tr", {}, el("td", {}, code, ...rows, spoken), el("td", {}, result));
}

/** The line with what was not evaluated faint. */
function dimmed(text: string, under: { column: number; what: ExplainedPart }[], whole?: ExplainedPart): Node[] {
  const faint = (part: string): Node => el("span", { class: "trace-faint" }, part);
  if (whole?.state === "notEvaluated") return [faint(text)];
  const skipped = under.filter(({ what }) => what.state === "notEvaluated").sort((a, b) => a.column - b.column);
  const pieces: Node[] = [];
  let at = 0;
  for (const { column, what } of skipped) {
    // A part's column is where it is named: an operator in the middle of its text, or its beginning.
    if (column < at || !text.startsWith(what.text, column)) continue;
    pieces.push(document.createTextNode(text.slice(at, column)), faint(what.text));
    at = column + what.text.length;
  }
  pieces.push(document.createTextNode(text.slice(at)));
  return pieces;
}

function repairs(changes: Repair[], around: TraceSurroundings): HTMLElement {
  if (changes.length === 0) return el("p", { class: "trace-repairs" }, words.trace.noRepair);
  const items = changes.map((change) => repairItem(change, around));
  return el("div", { class: "trace-repairs" }, el("p", {}, words.trace.repairs), el("ul", {}, ...items));
}

function repairItem({ fields, otherFailures }: Repair, { label, spell, use }: TraceSurroundings): HTMLElement {
  const text = fields
    .map(({ field, from, to }) => words.trace.change(label(field), spell(field, from), spell(field, to)))
    .join(` ${words.trace.and} `);
  const others = otherFailures > 0 ? el("span", { class: "trace-others" }, ` (${words.trace.othersRemain(otherFailures)})`) : undefined;
  const item = el("li", {}, el("span", {}, text, others));
  if (use) {
    const name = `${words.trace.use}: ${text}`;
    const button = el("button", { type: "button", class: "slds-button slds-button_neutral trace-use", "aria-label": name }, words.trace.use);
    button.addEventListener("click", () => use(fields));
    item.append(button);
  }
  return item;
}
