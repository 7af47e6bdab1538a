// One formula: what it is called and says, its text to edit, what is wrong with it, and how it stands.
import type { Extension } from "@codemirror/state";
import { el } from "../ui/dom.js";
import { button } from "../ui/notice.js";
import { words } from "../words/words.js";
import { FormulaEditor } from "./formula-editor.js";
import type { FieldSource, Formula, RuleSource } from "./formula.js";
import type { Diagnostic } from "./org.js";
import type { Explained } from "./probe.js";
import type { Standing } from "./standing.js";

/** Pause in typing after which the formula is compiled. */
const PAUSE_MS = 120;

/** The view of one formula; dispose() of it before another is shown. */
export class FormulaView {
  readonly root: HTMLElement;
  readonly #formula: Formula;
  readonly #edited: (text: string) => void;
  readonly #editor: FormulaEditor;
  readonly #problems = el("div", { class: "bench-problems", role: "status" });
  readonly #standing = el("span", { class: "bench-verdict", role: "status" });
  readonly #undo: HTMLButtonElement;
  #timer: number | undefined;
  #pending: string | undefined;

  /** @param help what the editor offers
   *  @param labelOf names the object's fields
   *  @param edited told of the text when somebody has typed one */
  constructor(formula: Formula, help: Extension, labelOf: (field: string) => string, edited: (text: string) => void) {
    const { undo, copy, copied, inactive, formulaField, formulaOfField, formula: ofRule } = words.workbench;
    const { rule, field, source } = formula;
    this.#formula = formula;
    this.#edited = edited;
    const title = field ? formulaOfField : ofRule;
    this.#editor = new FormulaEditor(title, help, (text) => this.#typed(text));
    this.#editor.put(formula.text);
    this.#undo = button(undo, () => this.#put(formula.original));
    const note = el("span", { role: "status" });
    const copyButton = button(copy, () => {
      void navigator.clipboard.writeText(formula.text).then(() => (note.textContent = copied));
    });
    const badge = field ? formulaField : formula.isInactive ? inactive : undefined;
    this.root = el(
      "div",
      {},
      el("h2", { class: "bench-title" }, formula.name, " ", badge ? el("span", { class: "bench-badge" }, badge) : undefined),
      ...(rule ? aboutRule(rule, labelOf) : []),
      ...(field ? aboutField(formula.name, field) : []),
      el("h3", { class: "app-section-title" }, title),
      this.#editor.root,
      this.#problems,
      el("div", { class: "bench-actions" }, this.#standing, this.#undo, copyButton, note),
      source ? el("p", { class: "bench-quiet bench-source" }, `${source.file}:${source.line}`) : undefined,
    );
  }

  /** Shows what is wrong with the formula, how its parts come out for the record, and how it stands. */
  show(diagnostics: readonly Diagnostic[], explained: Explained | undefined, { text, verdict }: Standing): void {
    this.#editor.mark(diagnostics, explained);
    const lines = diagnostics.map(({ from, message, severity }) => {
      const line = this.#formula.text.slice(0, from).split("\n").length;
      return { severity, text: `${words.workbench.line(line)}: ${message}` };
    });
    const said = JSON.stringify(lines);
    if (this.#problems.dataset["said"] !== said) {
      this.#problems.dataset["said"] = said; // said once, not at every key
      this.#problems.replaceChildren(...lines.map((line) => el("p", { class: `bench-${line.severity}` }, line.text)));
    }
    this.#undo.hidden = !this.#formula.isEdited;
    this.#standing.className = `bench-verdict${verdict ? ` bench-verdict_${verdict}` : ""}`;
    if (this.#standing.textContent !== text) this.#standing.textContent = text;
  }

  /** Tells of what was typed last, if nobody was told yet. */
  settle(): void {
    clearTimeout(this.#timer);
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending !== undefined) this.#edited(pending);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#editor.destroy();
  }

  #typed(text: string): void {
    clearTimeout(this.#timer);
    this.#pending = text;
    this.#timer = window.setTimeout(() => this.settle(), PAUSE_MS);
  }

  #put(text: string): void {
    this.#editor.put(text);
    this.#pending = text;
    this.settle();
  }
}

function aboutRule({ description, message = "", field }: RuleSource, labelOf: (field: string) => string): HTMLElement[] {
  const { at, ofRecord, errorMessage } = words.workbench;
  const place = el("span", { class: "bench-quiet" }, `(${field ? at(labelOf(field)) : ofRecord})`);
  const said = el("p", { class: "bench-message" }, el("span", { class: "app-assistive" }, `${errorMessage}: `), message, " ", place);
  return description ? [el("p", { class: "bench-quiet" }, description), said] : [said];
}

function aboutField(name: string, { label = name, type, helpText, blanksAs }: FieldSource): HTMLElement[] {
  const { blanksAsZero, blanksAsBlank } = words.workbench;
  const blanks = blanksAs === "zero" ? blanksAsZero : blanksAsBlank;
  const said = el("p", { class: "bench-message" }, label, " ", el("span", { class: "bench-quiet" }, `(${type}; ${blanks})`));
  return helpText ? [el("p", { class: "bench-quiet" }, helpText), said] : [said];
}
