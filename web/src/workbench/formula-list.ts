// The left side: objects with their rules and formula fields, and a filter. One of them is chosen.
import { el } from "../ui/dom.js";
import { words } from "../words/words.js";
import type { Formula } from "./formula.js";
import { isOf } from "./org.js";
import type { Org } from "./org.js";

/** The list. */
export class FormulaList {
  readonly root: HTMLElement;
  readonly #org: Org;
  readonly #choose: (formula: Formula) => void;
  readonly #list = el("div", { class: "bench-objects" });
  readonly #filter = el("input", { type: "search", id: "bench-filter", class: "slds-input", autocomplete: "off" });
  readonly #nothing = el("p", { role: "status" });
  readonly #buttons = new Map<Formula, HTMLButtonElement>();

  constructor(org: Org, choose: (formula: Formula) => void) {
    this.#org = org;
    this.#choose = choose;
    const { objects, filter } = words.workbench;
    const label = el("label", { for: "bench-filter", class: "app-assistive" }, filter);
    this.#filter.placeholder = filter;
    this.#filter.addEventListener("input", () => this.#show());
    for (const object of org.objects()) this.#list.append(this.#object(object));
    this.root = el("nav", { class: "bench-nav", "aria-label": objects }, label, this.#filter, this.#nothing, this.#list);
  }

  /** Shows which one is chosen, and how they all stand. */
  mark(chosen: Formula): void {
    const { findings } = this.#org.bundle;
    for (const [formula, button] of this.#buttons) {
      if (formula === chosen) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      const broken = findings.some((finding) => isOf(finding, formula));
      button.querySelector("small")!.textContent = noteOf(formula, broken);
    }
  }

  #object(object: string): HTMLElement {
    const formulas = this.#org.formulas(object);
    const rules = formulas.filter(({ rule }) => rule);
    const fields = formulas.filter(({ field }) => field);
    const summary = el("summary", {}, this.#org.label(object), " ", el("small", {}, String(formulas.length)));
    const { formulaFields } = words.workbench;
    const title = el("p", { class: "bench-kind", "aria-hidden": "true" }, formulaFields);
    const lists = [
      rules.length > 0 ? this.#listOf(rules) : undefined,
      ...(fields.length > 0 ? [title, this.#listOf(fields, formulaFields)] : []),
    ];
    return el("details", { open: true }, summary, ...lists);
  }

  #listOf(formulas: readonly Formula[], label?: string): HTMLElement {
    const items = formulas.map((formula) => {
      const button = el("button", { type: "button", class: "bench-rule" }, formula.name, " ", el("small"));
      button.addEventListener("click", () => this.#choose(formula));
      this.#buttons.set(formula, button);
      return el("li", {}, button);
    });
    return el("ul", { "aria-label": label }, ...items);
  }

  #show(): void {
    const wanted = this.#filter.value.trim().toLowerCase();
    for (const [{ object, name }, button] of this.#buttons) {
      button.parentElement!.hidden = !`${object}/${name}`.toLowerCase().includes(wanted);
    }
    for (const group of this.#list.querySelectorAll<HTMLElement>("details, ul")) {
      group.hidden = ![...group.querySelectorAll("li")].some((item) => !item.hidden);
    }
    for (const heading of this.#list.querySelectorAll<HTMLElement>(".bench-kind")) {
      heading.hidden = (heading.nextElementSibling as HTMLElement).hidden;
    }
    const none = [...this.#list.children].every((group) => (group as HTMLElement).hidden);
    this.#nothing.textContent = none ? words.workbench.nothingFound : "";
  }
}

function noteOf(formula: Formula, broken: boolean): string {
  const { inactive, edited } = words.workbench;
  return [formula.isInactive && inactive, formula.isEdited && edited, broken && "!"].filter(Boolean).join(", ");
}
