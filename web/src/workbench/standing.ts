// How a formula comes out for the record, in a few words: a rule refuses or not, a formula field has a value.
import type { Explanation } from "presave";
import { words } from "../words/words.js";
import type { Formula } from "./formula.js";
import type { Explained } from "./probe.js";

/** The words, and what they are coloured by. */
export interface Standing {
  text: string;
  verdict?: Explanation["verdict"];
}

/** @param value of a formula field, spelled for people; undefined where it cannot be computed */
export function standingOf(formula: Formula, explained: Explained | undefined, value: string | undefined): Standing {
  if (formula.field) return { text: words.workbench.value(value ?? words.trace.notKnown) };
  const verdict = explained?.verdict;
  if (!verdict) return { text: "" };
  const text = verdictText(verdict);
  return { text: formula.isInactive ? words.workbench.ifActive(text) : text, verdict };
}

function verdictText(verdict: Explanation["verdict"]): string {
  const { refuses, passes, open, faults } = words.trace;
  return { fail: refuses, pass: passes, undetermined: open, faulted: faults }[verdict];
}
