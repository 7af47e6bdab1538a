// The form: the layout's sections with an element for each field, and one callback for every edit.
import type { FieldDescription, FieldValue } from "presave";
import type { Section } from "../record/layout.js";
import { el } from "../ui/dom.js";
import type { Surroundings } from "./control.js";
import { FieldElement } from "./field-element.js";
import { outputElement } from "./output-element.js";

/** What the form tells its owner. */
export interface FormEvents {
  edit(field: FieldDescription, value: FieldValue): void;
  submit(): void;
}

export class Form {
  readonly root: HTMLFormElement;
  readonly #elements = new Map<string, FieldElement>();

  constructor(
    sections: Section[],
    valueOf: (field: FieldDescription) => FieldValue,
    around: Surroundings,
    events: FormEvents,
  ) {
    const make = (field: FieldDescription): HTMLElement => {
      if (!field.editable) return outputElement(field, valueOf(field));
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
