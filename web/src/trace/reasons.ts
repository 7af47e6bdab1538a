// Under a form: each rule that refuses the record, fails over it or cannot be decided, with its trace folded away.
import type { Explanation, Outcome } from "presave";
import { el } from "../ui/dom.js";
import { words } from "../words/words.js";
import { traceOf } from "./trace.js";
import type { TraceSurroundings } from "./trace.js";

interface Reason {
  root: HTMLDetailsElement;
  said: HTMLElement;
  place: HTMLElement;
}

/** The list, kept up to date while one types; what is open stays open. */
export class Reasons {
  readonly root = el("section", { class: "reasons", hidden: true });
  readonly #reasons = new Map<string, Reason>();
  readonly #explain: (rule: string) => Explanation;
  readonly #around: TraceSurroundings;

  /** @param explain asked only for rules that somebody has opened */
  constructor(explain: (rule: string) => Explanation, around: TraceSurroundings) {
    this.#explain = explain;
    this.#around = around;
    this.root.append(el("h2", { class: "app-section-title" }, words.trace.why));
  }

  /** Shows the rules of the outcome in place of those before. */
  show(outcome: Outcome): void {
    const standing = rulesIn(outcome);
    for (const [rule, said] of standing) {
      const reason = this.#reasonFor(rule);
      if (reason.said.textContent !== said) reason.said.textContent = said;
      if (reason.root.open) this.#fill(rule, reason);
    }
    for (const [rule, { root }] of this.#reasons) {
      root.hidden = !standing.has(rule);
      if (root.hidden) root.open = false;
    }
    this.root.hidden = standing.size === 0;
  }

  #reasonFor(rule: string): Reason {
    const known = this.#reasons.get(rule);
    if (known) return known;
    const said = el("span", { class: "reasons-said" });
    const place = el("div", { class: "reasons-trace" });
    const root = el("details", { class: "reasons-rule" }, el("summary", {}, el("strong", {}, rule), " ", said), place);
    const reason = { root, said, place };
    root.addEventListener("toggle", () => root.open && this.#fill(rule, reason));
    this.#reasons.set(rule, reason);
    this.root.append(root);
    return reason;
  }

  #fill(rule: string, { place }: Reason): void {
    const open = new Set([...place.querySelectorAll("details[open]")].map((d) => (d as HTMLElement).dataset["key"]));
    const trace = this.#traced(rule);
    for (const details of trace.querySelectorAll("details")) details.open = open.has(details.dataset["key"]);
    place.replaceChildren(trace);
  }

  #traced(rule: string): HTMLElement {
    try {
      return traceOf(this.#explain(rule), this.#around);
    } catch (error) {
      return el("p", {}, words.trace.cannotExplain(error instanceof Error ? error.message : String(error)));
    }
  }
}

/** Validation rules that do not let the record pass, with what is to say of each. */
function rulesIn({ failures, faulted, undetermined }: Outcome): Map<string, string> {
  const { refuses, faults, open } = words.trace;
  const standing = new Map<string, string>();
  const add = (entries: { kind: string; rule: string }[], said: string): void => {
    for (const { kind, rule } of entries) if (kind === "validationRule") standing.set(rule, said);
  };
  add(failures, refuses);
  add(faulted, faults);
  add(undetermined, open);
  return standing;
}
