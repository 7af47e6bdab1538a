// What every kind of input has in common, and the choice of the input by the field's type.
import type { FieldDescription, FieldValue } from "presave";
import type { NamedRecord } from "../record/load.js";
import { checkboxGroupControl, checkboxControl, lookupControl, picklistControl } from "./choice-controls.js";
import { dateTimeControl, simpleDateControl } from "./date-controls.js";
import type { Formats } from "./formats.js";
import { decimalControl, locationControl, textAreaControl, textControl } from "./text-controls.js";

/** One field's input. */
export interface Control {
  /** What stands under the label. */
  root: HTMLElement;
  /** What gets the focus, and the ARIA attributes about errors. */
  target: HTMLElement;
  /** True where the input brings its own label (a checkbox). */
  labelled?: boolean;
  /** True where several inputs share one label (a group of checkboxes). */
  group?: boolean;
  /** The value as the REST API spells it. */
  read(): FieldValue;
}

/** What inputs need to know beyond their own field. */
export interface Surroundings extends Formats {
  /** Records that a lookup field can be set to. */
  choices(field: FieldDescription): NamedRecord[];
}

type Maker = (field: FieldDescription, value: FieldValue, id: string, surroundings: Surroundings) => Control;

const MAKERS: Record<string, Maker> = {
  Checkbox: checkboxControl,
  Currency: decimalControl,
  Date: simpleDateControl("date", 10),
  DateTime: dateTimeControl,
  Html: textAreaControl,
  Location: locationControl,
  LongTextArea: textAreaControl,
  Lookup: lookupControl,
  MasterDetail: lookupControl,
  MultiselectPicklist: checkboxGroupControl,
  Number: decimalControl,
  Percent: decimalControl,
  Picklist: picklistControl,
  TextArea: textAreaControl,
  Time: simpleDateControl("time", 5),
};

/** The input for a field; text for types that need no more. */
export function makeControl(field: FieldDescription, value: FieldValue, id: string, around: Surroundings): Control {
  return (MAKERS[field.type] ?? textControl)(field, value, id, around);
}
