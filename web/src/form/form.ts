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

export class Form {
  readonly root: HTMLFormElement;
  readonly #elements = new Map<string, FieldElement>();
  readonly #formulas: OutputElement[] = [];

  constructor(
    sections: Section[],
    valueOf: (field: FieldDescription) => FieldValue,
    around: Surroundings,
    events: FormEvents,
  ) {
    const make = (field: FieldDescription): HTMLElement => {
      if (!field.editable) return this.#output(field, valueOf(field), around);
      const element = new FieldElement(field, valueOf(field), around);
      element.root.addEventListener("input", () => events.edit(field, element.value));
      this.#elements.set(field.name, element);
      return element.root;
    };
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

  /** Shows the formula fields' values; for those without one, why. */
  showFormulas(values: FormulaValues, whyUnknown: (field: FieldDescription) => string): void {
    for (const formula of this.#formulas) {
      const value = values[formula.field.name];
      if (value === undefined) formula.showUnknown(whyUnknown(formula.field));
      else formula.show(value);
    }
  }

  #output(field: FieldDescription, value: FieldValue, around: Surroundings): HTMLElement {
    const output = new OutputElement(field, value, around);
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
