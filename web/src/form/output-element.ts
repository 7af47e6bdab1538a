// A field that is only shown: calculated by Salesforce, or numbered by it.
import type { FieldDescription, FieldValue } from "presave";
import { el } from "../ui/dom.js";

/** The field with its saved value; formula fields get theirs from Salesforce when the record is saved. */
export function outputElement(field: FieldDescription, value: FieldValue): HTMLElement {
  const output = field.formula
    ? el("div", { class: "app-output app-calculated" }, "Calculated by Salesforce")
    : el("div", { class: "app-output" }, value === null ? "\u2013" : String(value));
  return el(
    "div",
    { class: "slds-form-element" },
    el("span", { class: "slds-form-element__label" }, field.label),
    el("div", { class: "slds-form-element__control" }, output),
    field.helpText ? el("div", { class: "app-hint" }, field.helpText) : undefined,
  );
}
