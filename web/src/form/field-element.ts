// One field on the form: label, required mark, input, hint and message, put together the way the Lightning
// Design System and screen readers expect.
import type { FieldDescription, FieldValue } from "presave";
import { el } from "../ui/dom.js";
import { makeControl } from "./control.js";
import type { Control, Surroundings } from "./control.js";
import { words } from "../words/words.js";

export class FieldElement {
  readonly field: FieldDescription;
  readonly root: HTMLElement;
  readonly #control: Control;
  readonly #message: HTMLElement;
  readonly #hintId: string | undefined;

  constructor(field: FieldDescription, value: FieldValue, around: Surroundings) {
    const id = fieldId(field.name);
    this.field = field;
    this.#control = makeControl(field, value, id, around);
    this.#message = el("div", { id: `${id}-message`, class: "slds-form-element__help", hidden: true });
    this.#hintId = field.helpText ? `${id}-hint` : undefined;
    const hint = field.helpText ? el("div", { id: this.#hintId, class: "app-hint" }, field.helpText) : undefined;
    const control = el("div", { class: "slds-form-element__control" }, this.#control.root);
    this.root = this.#frame(id, control, hint);
    if (field.required) this.#control.target.setAttribute("aria-required", "true");
    this.#describe(false);
  }

  get value(): FieldValue {
    return this.#control.read();
  }

  /** Shows the messages at the field, or takes them away where there are none. */
  show(messages: string[]): void {
    const failed = messages.length > 0;
    this.#message.replaceChildren(...messages.map((message) => el("div", {}, message)));
    this.#message.hidden = !failed;
    this.root.classList.toggle("slds-has-error", failed);
    this.#control.target.setAttribute("aria-invalid", String(failed));
    this.#describe(failed);
  }

  focus(): void {
    this.#control.target.focus();
  }

  #frame(id: string, control: HTMLElement, hint: HTMLElement | undefined): HTMLElement {
    const { labelled, group } = this.#control;
    if (group) {
      const legend = el("legend", { class: "slds-form-element__legend slds-form-element__label" }, ...this.#labelText());
      return el("fieldset", { class: "slds-form-element" }, legend, control, hint, this.#message);
    }
    const label = el("label", { class: "slds-form-element__label", for: id }, ...this.#labelText());
    return el("div", { class: "slds-form-element" }, labelled ? undefined : label, control, hint, this.#message);
  }

  #labelText(): (HTMLElement | string)[] {
    const mark = el("abbr", { class: "slds-required", title: words.form.required, "aria-hidden": "true" }, "*");
    return this.field.required ? [mark, this.field.label] : [this.field.label];
  }

  #describe(failed: boolean): void {
    const ids = [failed ? this.#message.id : undefined, this.#hintId].filter((id) => id !== undefined);
    if (ids.length > 0) this.#control.target.setAttribute("aria-describedby", ids.join(" "));
    else this.#control.target.removeAttribute("aria-describedby");
  }
}

/** The id of a field's input in the page. */
export function fieldId(name: string): string {
  return `field-${name}`;
}
