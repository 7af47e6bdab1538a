// The left side: objects and their rules, with a filter. One of them is chosen.
import { el } from "../ui/dom.js";
import { words } from "../words/words.js";
import type { Org, RuleSource } from "./org.js";

/** A rule by its place. */
export interface RulePlace {
  object: string;
  rule: string;
}

/** The list. */
export class RuleList {
  readonly root: HTMLElement;
  readonly #org: Org;
  readonly #choose: (place: RulePlace) => void;
  readonly #list = el("div", { class: "bench-objects" });
  readonly #filter = el("input", { type: "search", id: "bench-filter", class: "slds-input", autocomplete: "off" });
  readonly #nothing = el("p", { role: "status" });
  readonly #buttons = new Map<string, HTMLButtonElement>();

  constructor(org: Org, choose: (place: RulePlace) => void) {
    this.#org = org;
    this.#choose = choose;
    const { objects, filter } = words.workbench;
    const label = el("label", { for: "bench-filter", class: "app-assistive" }, filter);
    this.#filter.placeholder = filter;
    this.#filter.addEventListener("input", () => this.#show());
    for (const object of org.objects()) this.#list.append(this.#object(object));
    this.root = el("nav", { class: "bench-nav", "aria-label": objects }, label, this.#filter, this.#nothing, this.#list);
  }

  /** Shows which rule is chosen, and how the rules stand. */
  mark(chosen: RulePlace): void {
    for (const [key, button] of this.#buttons) {
      if (key === keyOf(chosen)) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    const broken = new Set(this.#org.bundle.findings.map(({ object, name }) => keyOf({ object, rule: name })));
    for (const [key, button] of this.#buttons) {
      const [object = "", name = ""] = key.split("/");
      const rule = this.#org.rule(object, name);
      button.querySelector("small")!.textContent = rule ? this.#noteOf(rule, broken.has(key)) : "";
    }
  }

  #noteOf(rule: RuleSource, broken: boolean): string {
    const { inactive, edited } = words.workbench;
    return [rule.active === false && inactive, this.#org.isEdited(rule) && edited, broken && "!"].filter(Boolean).join(", ");
  }

  #object(object: string): HTMLElement {
    const rules = this.#org.rules(object).map((rule) => {
      const button = el("button", { type: "button", class: "bench-rule" }, rule.name, " ", el("small"));
      button.addEventListener("click", () => this.#choose({ object, rule: rule.name }));
      this.#buttons.set(keyOf({ object, rule: rule.name }), button);
      return el("li", {}, button);
    });
    const summary = el("summary", {}, this.#org.label(object), " ", el("small", {}, String(rules.length)));
    return el("details", { open: true }, summary, el("ul", {}, ...rules));
  }

  #show(): void {
    const wanted = this.#filter.value.trim().toLowerCase();
    for (const [key, button] of this.#buttons) button.parentElement!.hidden = !key.toLowerCase().includes(wanted);
    for (const group of this.#list.querySelectorAll("details")) {
      group.hidden = ![...group.querySelectorAll("li")].some((item) => !item.hidden);
    }
    const none = [...this.#list.children].every((group) => (group as HTMLElement).hidden);
    this.#nothing.textContent = none ? words.workbench.nothingFound : "";
  }
}

function keyOf({ object, rule }: RulePlace): string {
  return `${object}/${rule}`;
}
