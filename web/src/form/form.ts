// The form: the layout's sections with an element for each field, and one callback for every edit.
import type { FieldDescription, FieldValue, FormulaValues } from "presave";
import type { Section } from "../record/layout.js";
import { el } from "../ui/dom.js";
import type { Surroundings } from "./control.js";
import { FieldElement } from "./field-element.js";
import { OutputElement } from "./output-element.js";

/** What the form tells its owner. */
export interface FormEvents {
  edit(field: FieldDescription, value: FieldValue): void;
  submit(): void;
}

/** A record's fields as inputs and outputs. */
export class Form {
  readonly root: HTMLFormElement;
  readonly #elements = new Map<string, FieldElement>();
  readonly #formulas: OutputElement[] = [];
  readonly #around: Surroundings;
  readonly #events: FormEvents;

  constructor(sections: Section[], valueOf: (field: FieldDescription) => FieldValue, around: Surroundings, events: FormEvents) {
    this.#around = around;
    this.#events = events;
    const make = (field: FieldDescription): HTMLElement =>
      field.editable ? this.#input(field, valueOf(field)) : this.#output(field, valueOf(field));
    // The browser's own checks stay off: the org's rules speak, in the org's words.
    this.root = el("form", { novalidate: true }, ...sections.map((section) => sectionElement(section, make)));
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      events.submit();
    });
  }

  /** The element of a field, where the form shows it. */
  element(name: string): FieldElement | undefined {
    return this.#elements.get(name);
  }

  elements(): Iterable<FieldElement> {
    return this.#elements.values();
  }

  /** Puts a value into a field's input, as if it had stood there from the beginning. */
  put(field: FieldDescription, value: FieldValue): void {
    const before = this.#elements.get(field.name);
    if (before) before.root.replaceWith(this.#input(field, value));
  }

  /** Shows the formula fields' values; for those without one, why. */
  showFormulas(values: FormulaValues, whyUnknown: (field: FieldDescription) => string): void {
    for (const formula of this.#formulas) {
      const value = values[formula.field.name];
      if (value === undefined) formula.showUnknown(whyUnknown(formula.field));
      else formula.show(value);
    }
  }

  #input(field: FieldDescription, value: FieldValue): HTMLElement {
    const element = new FieldElement(field, value, this.#around);
    element.root.addEventListener("input", () => this.#events.edit(field, element.value));
    this.#elements.set(field.name, element);
    return element.root;
  }

  #output(field: FieldDescription, value: FieldValue): HTMLElement {
    const output = new OutputElement(field, value, this.#around);
    if (field.formula) this.#formulas.push(output);
    return output.root;
  }
}

function sectionElement(section: Section, make: (field: FieldDescription) => HTMLElement): HTMLElement {
  const classes = section.columns > 1 ? "app-fields app-fields_two" : "app-fields";
  return el(
    "section",
    { class: "app-section" },
    section.heading ? el("h2", { class: "app-section-title" }, section.heading) : undefined,
    el("div", { class: classes }, ...section.fields.map(make)),
  );
}
