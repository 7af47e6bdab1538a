// The trace inside the formula: parts that were not evaluated are faint, conditions tinted by how they came out,
// and whatever the pointer rests on tells its value.
import { StateEffect, StateField } from "@codemirror/state";
import type { EditorState } from "@codemirror/state";
import { Decoration, EditorView, hoverTooltip } from "@codemirror/view";
import type { DecorationSet } from "@codemirror/view";
import type { ExplainedPart } from "presave";
import { valueText } from "../trace/values.js";
import { words } from "../words/words.js";
import type { Explained } from "./probe.js";
import { placesIn } from "./spans.js";

interface Placed {
  from: number;
  to: number;
  part: ExplainedPart;
}

interface Traced {
  placed: Placed[];
  marks: DecorationSet;
}

const NOTHING: Traced = { placed: [], marks: Decoration.none };
const setTrace = StateEffect.define<Traced>();

const traced = StateField.define<Traced>({
  create: () => NOTHING,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setTrace)) return effect.value;
    return transaction.docChanged ? NOTHING : value; // places of another text say nothing of this one
  },
  provide: (field) => EditorView.decorations.from(field, ({ marks }) => marks),
});

const tooltip = hoverTooltip((view, place) => {
  const found = innermost(view.state, place);
  if (!found) return null;
  const create = (): { dom: HTMLElement } => {
    const dom = document.createElement("div");
    dom.className = "formula-value";
    dom.textContent = words.trace.valueOf(found.part.text, valueText(found.part));
    return { dom };
  };
  return { pos: found.from, end: found.to, above: true, create };
});

/** What the editor needs to show traces. */
export const traceMarks = [traced, tooltip];

/** Shows a trace; one of another text, or none, shows nothing. */
export function showTrace(view: EditorView, explained: Explained | undefined): void {
  const text = view.state.doc.toString();
  view.dispatch({ effects: setTrace.of(explained?.formula === text ? placedIn(text, explained.parts ?? []) : NOTHING) });
}

function placedIn(text: string, parts: readonly ExplainedPart[]): Traced {
  const place = placesIn(text);
  const placed = parts.map((part) => ({ from: place(part.span[0]), to: place(part.span[1]), part }));
  const marks = placed.flatMap(({ from, to, part }) => {
    const name = markOf(part, parts);
    return name && to > from ? [Decoration.mark({ class: name }).range(from, to)] : [];
  });
  return { placed, marks: Decoration.set(marks, true) };
}

function markOf(part: ExplainedPart, parts: readonly ExplainedPart[]): string | undefined {
  if (part.state === "notEvaluated") return "formula-faint";
  if (part.state === "undetermined") return part.kind === "field" ? "formula-unknown" : undefined;
  if (part.state === "faulted") return "formula-fault";
  if (typeof part.value !== "boolean" || part.kind === "literal") return undefined;
  // Only the conditions themselves: marks of what AND and OR make of them would lie over each other.
  if (part.parts?.some((operand) => typeof parts[operand]?.value === "boolean")) return undefined;
  return part.value ? "formula-true" : "formula-false";
}

function innermost(state: EditorState, place: number): Placed | undefined {
  const under = state.field(traced).placed.filter(({ from, to }) => from <= place && place <= to);
  return under.reduce<Placed | undefined>((best, one) => (best && best.to - best.from <= one.to - one.from ? best : one), undefined);
}
