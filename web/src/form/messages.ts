// Shows an outcome: messages at their fields, the record's own messages and links to the fields at the
// top, and below, quietly, what could not be decided here.
import type { Outcome } from "presave";
import { el } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import type { FieldElement } from "./field-element.js";
import type { Form } from "./form.js";
import { words } from "../words/words.js";

export class Messages {
  /** The top of the form; assistive technology reads it out whenever it changes. */
  readonly summary = el("div", { role: "alert" });
  /** The bottom of the form. */
  readonly undecided = el("div");
  readonly #form: Form;
  #shown = "";

  constructor(form: Form) {
    this.#form = form;
  }

  /** Shows the outcome in place of the one before. */
  show(outcome: Outcome): void {
    const byField = this.#showAtFields(outcome);
    const ofRecord = outcome.failures.filter((f) => !f.field || !this.#form.element(f.field)).map((f) => f.message);
    this.#showSummary(ofRecord, outcome.faulted.map((f) => `${f.rule}: ${f.message}`), byField);
    this.#showUndecided(outcome);
  }

  /** Moves the focus to the top of the form where there is something to read. */
  focus(): void {
    this.summary.querySelector<HTMLElement>("[tabindex]")?.focus();
  }

  #showAtFields(outcome: Outcome): FieldElement[] {
    const failed: FieldElement[] = [];
    for (const element of this.#form.elements()) {
      const own = outcome.failures.filter((f) => f.field === element.field.name).map((f) => f.message);
      element.show(own);
      if (own.length > 0) failed.push(element);
    }
    return failed;
  }

  #showSummary(ofRecord: string[], faults: string[], fields: FieldElement[]): void {
    const content = JSON.stringify([ofRecord, faults, fields.map((f) => f.field.name)]);
    if (content === this.#shown) return; // said already; saying it at every keystroke would drown everything else
    this.#shown = content;
    this.summary.replaceChildren();
    if (ofRecord.length + faults.length + fields.length > 0) this.summary.append(snag(ofRecord, faults, fields));
  }

  #showUndecided({ undetermined }: Outcome): void {
    const lines = undetermined.map((u) => {
      const why = u.missing?.length ? words.form.needs(u.missing.join(", ")) : u.why;
      return el("li", {}, words.form.cannotDecide(u.rule, why));
    });
    const notice = () => el("div", { class: "app-notice app-notice_info" }, icon("info"), el("ul", {}, ...lines));
    this.undecided.replaceChildren(...(lines.length > 0 ? [notice()] : []));
  }
}

function snag(ofRecord: string[], faults: string[], fields: FieldElement[]): HTMLElement {
  return el(
    "div",
    { class: "app-notice app-notice_error", tabindex: "-1" },
    icon("error"),
    el(
      "div",
      {},
      el("h2", {}, words.form.snag),
      ofRecord.length > 0 ? list(ofRecord) : undefined,
      faults.length > 0 ? brokenRules(faults) : undefined,
      fields.length > 0 ? fieldLinks(fields) : undefined,
    ),
  );
}

/** Rules that nobody meant to refuse the record: the person who fills in the form must tell the one who wrote them. */
function brokenRules(faults: string[]): HTMLElement {
  return el("div", {}, el("p", {}, words.form.brokenRules), list(faults));
}

function list(messages: string[]): HTMLElement {
  return el("ul", {}, ...messages.map((message) => el("li", {}, message)));
}

function fieldLinks(fields: FieldElement[]): HTMLElement {
  const links = fields.map((element) => {
    const link = el("a", { href: "#" }, element.field.label);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      element.focus();
    });
    return el("li", {}, link);
  });
  return el("div", {}, el("p", {}, words.form.reviewFields), el("ul", {}, ...links));
}
