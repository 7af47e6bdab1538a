// A field that is only shown: numbered or summed up by Salesforce, or a formula, computed as the person types.
import type { FieldDescription, FieldValue } from "presave";
import { el } from "../ui/dom.js";
import { fieldId } from "./field-element.js";
import { spelled } from "./formats.js";
import type { Formats } from "./formats.js";
import { words } from "../words/words.js";

export class OutputElement {
  readonly field: FieldDescription;
  readonly root: HTMLElement;
  readonly #formats: Formats;
  readonly #output: HTMLOutputElement;

  constructor(field: FieldDescription, value: FieldValue, formats: Formats) {
    const id = fieldId(field.name);
    const hintId = field.helpText ? `${id}-hint` : undefined;
    const liveId = field.formula ? `${id}-live` : undefined;
    const describedBy = [liveId, hintId].filter((part) => part !== undefined).join(" ") || undefined;
    this.field = field;
    this.#formats = formats;
    // An output announces each change by itself; at every key that would drown what the person types.
    this.#output = el("output", { id, class: "app-output", "aria-live": "off", "aria-describedby": describedBy });
    this.root = el(
      "div",
      { class: "slds-form-element" },
      el("label", { class: "slds-form-element__label", for: id }, field.label),
      liveId ? liveMark(liveId) : undefined,
      el("div", { class: "slds-form-element__control" }, this.#output),
      hintId ? el("div", { id: hintId, class: "app-hint" }, field.helpText) : undefined,
    );
    if (!field.formula) this.show(value);
  }

  show(value: FieldValue): void {
    this.#write(spelled(this.field, value, this.#formats), false);
  }

  /** Says why there is no value. */
  showUnknown(why: string): void {
    this.#write(words.form.cannotCompute(why), true);
  }

  #write(text: string, unknown: boolean): void {
    this.#output.classList.toggle("app-unknown", unknown);
    if (this.#output.textContent !== text) this.#output.textContent = text;
  }
}

function liveMark(id: string): HTMLElement {
  const { live, liveMeaning } = words.form;
  return el("span", { id, class: "app-live", title: liveMeaning }, live, el("span", { class: "app-assistive" }, `: ${liveMeaning}`));
}
