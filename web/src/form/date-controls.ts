// Inputs for dates and times. Date/time values are instants: shown and read in the user's Salesforce zone.
import { zoneNamed } from "presave";
import type { FieldDescription, FieldValue } from "presave";
import { el } from "../ui/dom.js";
import type { Control, Surroundings } from "./control.js";

const MINUTE = 60_000;

/** Dates and times of day, whose value is their own text: the first `shown` characters of it. */
export function simpleDateControl(type: "date" | "time", shown: number) {
  return (_field: FieldDescription, value: FieldValue, id: string): Control => {
    const input = el("input", { id, class: "slds-input", type });
    if (typeof value === "string") input.value = value.slice(0, shown);
    const read = () => input.value && (type === "time" ? `${input.value}:00.000Z` : input.value);
    return { root: input, target: input, read: () => read() || null };
  };
}

export function dateTimeControl(_field: FieldDescription, value: FieldValue, id: string, around: Surroundings): Control {
  const input = el("input", { id, class: "slds-input", type: "datetime-local" });
  if (typeof value === "string") input.value = wallTime(value, around.timeZone);
  return { root: input, target: input, read: () => instant(input.value, around.timeZone) };
}

/** "2026-03-01T08:30:00.000+0000" as the zone's wall clock shows it: "2026-03-01T09:30". */
export function wallTime(value: string, timeZone: string | undefined): string {
  const at = Date.parse(value);
  if (Number.isNaN(at)) return "";
  return new Date(at + zoneNamed(timeZone).offsetAt(at) * MINUTE).toISOString().slice(0, 16);
}

/** The instant at which the zone's wall clock shows the text; in the hour that a change skips, the later one. */
export function instant(text: string, timeZone: string | undefined): string | null {
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall)) return null;
  const zone = zoneNamed(timeZone);
  const guess = wall - zone.offsetAt(wall) * MINUTE;
  return new Date(wall - zone.offsetAt(guess) * MINUTE).toISOString();
}
