// How the value of a part of a formula is spelled: as the formula language would write it, blanks in words.
import type { ExplainedPart } from "presave";
import { words } from "../words/words.js";

/** Longer texts are cut: the trace is for seeing which value stands where, not for reading documents. */
const MOST_LETTERS = 60;

/** The value, or why there is none. */
export function valueText(part: ExplainedPart): string {
  switch (part.state) {
    case "notEvaluated":
      return words.trace.notEvaluated;
    case "undetermined":
      return words.trace.notKnown;
    case "faulted":
      return part.message ?? part.fault ?? "";
    case "evaluated":
      return spelledValue(part.value);
  }
}

/** A class for the colour of a part's value. */
export function valueTone(part: ExplainedPart): string {
  if (part.state !== "evaluated") return `trace-${part.state}`;
  if (typeof part.value === "boolean") return part.value ? "trace-true" : "trace-false";
  return part.value === null || part.value === "" ? "trace-blank" : "trace-value";
}

function spelledValue(value: ExplainedPart["value"]): string {
  if (value === undefined || value === null || value === "") return words.trace.blank;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "object") return `${value.latitude ?? ""}, ${value.longitude ?? ""}`;
  const text = String(value);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}
