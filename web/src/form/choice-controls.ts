// Inputs one chooses with: checkboxes, picklists, lookups.
import type { FieldDescription, FieldValue } from "presave";
import { el } from "../ui/dom.js";
import type { Control, Surroundings } from "./control.js";
import { words } from "../words/words.js";

export function checkboxControl(field: FieldDescription, value: FieldValue, id: string): Control {
  const { root, input } = checkbox(id, field.label, value === true);
  return { root, target: input, labelled: true, read: () => input.checked };
}

export function picklistControl(field: FieldDescription, value: FieldValue, id: string): Control {
  const options = (field.values ?? []).map((v) => ({ value: v.value, label: v.label }));
  return selectControl(id, value, words.form.none, options);
}

export function lookupControl(field: FieldDescription, value: FieldValue, id: string, around: Surroundings): Control {
  const options = around.choices(field).map((record) => ({ value: record.id, label: record.name }));
  return selectControl(id, value, words.form.choose(field.label), options);
}

/** A multi-select picklist as a group of checkboxes; chosen values keep the org's order. */
export function checkboxGroupControl(field: FieldDescription, value: FieldValue, id: string): Control {
  const chosen = new Set(typeof value === "string" ? value.split(";") : []);
  const boxes = (field.values ?? []).map((v, i) => {
    return { ...checkbox(i === 0 ? id : `${id}-${i}`, v.label, chosen.has(v.value)), value: v.value };
  });
  const root = el("div", { class: "app-choices", tabindex: "-1" }, ...boxes.map((box) => box.root));
  const read = () => boxes.filter((box) => box.input.checked).map((box) => box.value).join(";") || null;
  return { root, target: boxes[0]?.input ?? root, group: true, read };
}

function selectControl(
  id: string,
  value: FieldValue,
  none: string,
  options: { value: string; label: string }[],
): Control {
  const select = el("select", { id, class: "slds-select" }, el("option", { value: "" }, none));
  const current = value === null ? "" : String(value);
  // A value that the list does not have (an inactive one, say) stays as it is until the user chooses another.
  const all = current === "" || options.some((o) => o.value === current) ? options : [...options, { value: current, label: current }];
  select.append(...all.map((option) => el("option", { value: option.value }, option.label)));
  select.value = current;
  return { root: el("div", { class: "slds-select_container" }, select), target: select, read: () => select.value || null };
}

function checkbox(id: string, label: string, checked: boolean): { root: HTMLElement; input: HTMLInputElement } {
  const input = el("input", { id, type: "checkbox" });
  input.checked = checked;
  const text = el("span", { class: "slds-form-element__label" }, label);
  const faux = el("span", { class: "slds-checkbox_faux" });
  return { root: el("div", { class: "slds-checkbox" }, input, el("label", { class: "slds-checkbox__label", for: id }, faux, text)), input };
}
