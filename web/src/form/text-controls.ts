// Inputs one types into: text, numbers, places.
import type { FieldDescription, FieldValue } from "presave";
import { el } from "../ui/dom.js";
import type { Control } from "./control.js";
import { words } from "../words/words.js";

const INPUT_TYPES: Record<string, string> = { Email: "email", Phone: "tel", Url: "url" };
/** Digits up to which a JSON number is exact; longer ones travel as text. */
const EXACT_DIGITS = 15;

export function textControl(field: FieldDescription, value: FieldValue, id: string): Control {
  const input = el("input", { id, class: "slds-input", type: INPUT_TYPES[field.type] ?? "text", autocomplete: "off" });
  input.value = value === null ? "" : String(value);
  return { root: input, target: input, read: () => input.value || null };
}

export function textAreaControl(_field: FieldDescription, value: FieldValue, id: string): Control {
  const input = el("textarea", { id, class: "slds-textarea", rows: "2" });
  input.value = value === null ? "" : String(value);
  return { root: input, target: input, read: () => input.value || null };
}

/** Decimal numbers are typed as text: a browser's number input would round, and hide what it cannot read. */
export function decimalControl(field: FieldDescription, value: FieldValue, id: string): Control {
  const input = el("input", { id, class: "slds-input", type: "text", inputmode: "decimal", autocomplete: "off" });
  input.value = decimalText(field, value);
  const root = field.type === "Percent" ? withUnit(input, "%") : input;
  return { root, target: input, read: () => decimalValue(input.value) };
}

export function locationControl(_field: FieldDescription, value: FieldValue, id: string): Control {
  const { latitude, longitude } = value !== null && typeof value === "object" ? value : { latitude: null, longitude: null };
  const inputs = [latitude, longitude].map((part, i) => {
    const input = el("input", {
      id: i === 0 ? id : `${id}-longitude`,
      class: "slds-input",
      type: "text",
      inputmode: "decimal",
      "aria-label": i === 0 ? words.form.latitude : words.form.longitude,
    });
    input.value = part === null ? "" : String(part);
    return input;
  }) as [HTMLInputElement, HTMLInputElement];
  const root = el("div", { class: "app-choices" }, ...inputs);
  return { root, target: inputs[0], group: true, read: () => locationValue(inputs[0].value, inputs[1].value) };
}

/** What was typed, as a number where JSON can hold it exactly; anything else is for the rules to refuse. */
export function decimalValue(text: string): FieldValue {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const digits = trimmed.replace(/^[+-]|\./g, "");
  return /^[+-]?\d+(\.\d+)?$/.test(trimmed) && digits.length <= EXACT_DIGITS ? Number(trimmed) : trimmed;
}

/** Money shows its cents; other numbers show as they are. */
function decimalText(field: FieldDescription, value: FieldValue): string {
  if (value === null) return "";
  if (field.type !== "Currency" || typeof value !== "number") return String(value);
  const scale = field.scale ?? 0;
  return Number(value.toFixed(scale)) === value ? value.toFixed(scale) : String(value);
}

function locationValue(latitude: string, longitude: string): FieldValue {
  if (latitude.trim() === "" && longitude.trim() === "") return null;
  return { latitude: coordinate(latitude), longitude: coordinate(longitude) };
}

function coordinate(text: string): number | null {
  const number = Number(text.trim());
  return text.trim() === "" || Number.isNaN(number) ? null : number;
}

function withUnit(input: HTMLInputElement, unit: string): HTMLElement {
  const addon = el("span", { class: "slds-form-element__addon", "aria-hidden": "true" }, unit);
  const classes = "slds-form-element__control slds-input-has-fixed-addon";
  return el("div", { class: classes }, input, addon);
}
