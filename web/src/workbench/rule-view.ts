// One rule: what it is called and says, its formula to edit, what is wrong with it, and how it stands.
import type { Extension } from "@codemirror/state";
import type { Explanation } from "presave";
import { el } from "../ui/dom.js";
import { button } from "../ui/notice.js";
import { words } from "../words/words.js";
import { FormulaEditor } from "./formula-editor.js";
import type { Diagnostic, Org, RuleSource } from "./org.js";

/** Pause in typing after which the formula is compiled. */
const PAUSE_MS = 120;

/** The view of one rule; dispose() of it before another is shown. */
export class RuleView {
  readonly root: HTMLElement;
  readonly #org: Org;
  readonly #rule: RuleSource;
  readonly #edited: (formula: string) => void;
  readonly #editor: FormulaEditor;
  readonly #problems = el("div", { class: "bench-problems", role: "status" });
  readonly #verdict = el("span", { class: "bench-verdict", role: "status" });
  readonly #undo: HTMLButtonElement;
  #timer: number | undefined;
  #pending: string | undefined;

  /** @param help what the editor offers
   *  @param field the label of the field that the message stands at
   *  @param edited told of the formula when somebody has typed one */
  constructor(org: Org, rule: RuleSource, help: Extension, field: string | undefined, edited: (formula: string) => void) {
    const { formula, undo, copy, copied, at, ofRecord, inactive, errorMessage } = words.workbench;
    this.#org = org;
    this.#rule = rule;
    this.#edited = edited;
    this.#editor = new FormulaEditor(formula, help, (text) => this.#typed(text));
    this.#editor.put(rule.formula);
    this.#undo = button(undo, () => this.#put(org.original(rule)));
    const note = el("span", { role: "status" });
    const copyButton = button(copy, () => {
      void navigator.clipboard.writeText(rule.formula).then(() => (note.textContent = copied));
    });
    const place = el("span", { class: "bench-quiet" }, `(${field ? at(field) : ofRecord})`);
    const badge = rule.active === false ? el("span", { class: "bench-badge" }, inactive) : undefined;
    this.root = el(
      "div",
      {},
      el("h2", { class: "bench-title" }, rule.name, " ", badge),
      rule.description ? el("p", { class: "bench-quiet" }, rule.description) : undefined,
      el("p", { class: "bench-message" }, el("span", { class: "app-assistive" }, `${errorMessage}: `), rule.message ?? "", " ", place),
      el("h3", { class: "app-section-title" }, formula),
      this.#editor.root,
      this.#problems,
      el("div", { class: "bench-actions" }, this.#verdict, this.#undo, copyButton, note),
      rule.source ? el("p", { class: "bench-quiet bench-source" }, `${rule.source.file}:${rule.source.line}`) : undefined,
    );
  }

  /** Shows what is wrong with the formula, and how it decides the record. */
  show(diagnostics: readonly Diagnostic[], explanation: Explanation | undefined): void {
    this.#editor.mark(diagnostics, explanation);
    const lines = diagnostics.map(({ from, message, severity }) => {
      const line = this.#rule.formula.slice(0, from).split("\n").length;
      return { severity, text: `${words.workbench.line(line)}: ${message}` };
    });
    const said = JSON.stringify(lines);
    if (this.#problems.dataset["said"] !== said) {
      this.#problems.dataset["said"] = said; // said once, not at every key
      this.#problems.replaceChildren(...lines.map(({ severity, text }) => el("p", { class: `bench-${severity}` }, text)));
    }
    this.#undo.hidden = !this.#org.isEdited(this.#rule);
    const verdict = explanation?.verdict;
    this.#verdict.className = `bench-verdict${verdict ? ` bench-verdict_${verdict}` : ""}`;
    const text = verdict ? verdictText(verdict) : "";
    if (this.#verdict.textContent !== text) this.#verdict.textContent = text;
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

  #typed(formula: string): void {
    clearTimeout(this.#timer);
    this.#pending = formula;
    this.#timer = window.setTimeout(() => this.settle(), PAUSE_MS);
  }

  #put(formula: string): void {
    this.#editor.put(formula);
    this.#pending = formula;
    this.settle();
  }
}

function verdictText(verdict: Explanation["verdict"]): string {
  const { refuses, passes, open, faults } = words.trace;
  return { fail: refuses, pass: passes, undetermined: open, faulted: faults }[verdict];
}
