// The editor of one formula. It stands in a shadow of its own: there CodeMirror brings its styles as constructed
// style sheets, which a strict Content-Security-Policy allows; in the page it would write <style> elements.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import type { Extension } from "@codemirror/state";
import { EditorView, drawSelection, keymap, lineNumbers } from "@codemirror/view";
import { el } from "../ui/dom.js";
import { formulaLanguage } from "./formula-language.js";
import type { Diagnostic } from "./org.js";
import type { Explained } from "./probe.js";
import { showTrace, traceMarks } from "./trace-marks.js";

const theme = EditorView.theme({
  "&": { color: "var(--app-text)", backgroundColor: "var(--app-field)", fontSize: "0.875rem" },
  "&.cm-focused": { outline: "2px solid var(--app-accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "SFMono-Regular", Menlo, Consolas, "Liberation Mono", monospace', lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--app-text)", minHeight: "5rem" },
  ".cm-cursor": { borderLeftColor: "var(--app-text)" },
  ".cm-gutters": { color: "var(--app-faint)", backgroundColor: "var(--app-raised)", borderRight: "1px solid var(--app-line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--app-accent-soft)" },
  ".cm-matchingBracket": { backgroundColor: "var(--app-accent-soft)", outline: "1px solid var(--app-accent)" },
  ".cm-tooltip": { color: "var(--app-text)", backgroundColor: "var(--app-raised)", border: "1px solid var(--app-line)", borderRadius: "0.25rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--app-text)", backgroundColor: "var(--app-accent-soft)" },
  ".cm-tooltip.cm-completionInfo": { maxWidth: "24rem", padding: "0.25rem 0.5rem" },
  ".cm-completionDetail": { color: "var(--app-faint)", fontStyle: "normal" },
  ".formula-value": { maxWidth: "32rem", padding: "0.25rem 0.5rem", whiteSpace: "pre-wrap" },
  ".formula-faint": { opacity: "0.65" },
  ".formula-true": { borderBottom: "2px solid var(--app-code-call)" },
  ".formula-false": { borderBottom: "2px dotted var(--app-open)" },
  ".formula-unknown": { borderBottom: "2px dashed var(--app-open)" },
  ".formula-fault": { borderBottom: "2px solid var(--app-bad)" },
});

/**
 * Typing over a selection is done here. Left to the browser, it keeps the look of what stood there in style attributes,
 * which a strict Content-Security-Policy forbids, and reports.
 */
const typingOver = EditorView.domEventHandlers({
  beforeinput({ inputType, data, isComposing }, view) {
    if (inputType !== "insertText" || data === null || isComposing || view.state.selection.main.empty) return false;
    view.dispatch(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

/** One formula, being edited. */
export class FormulaEditor {
  readonly root: HTMLElement;
  readonly #view: EditorView;
  #quiet = false;

  /** @param label for assistive technology
   *  @param help what is offered and shown while one types
   *  @param edited told at every change that a person makes */
  constructor(label: string, help: Extension, edited: (formula: string) => void) {
    this.root = el("div", { class: "bench-editor" });
    const shadow = this.root.attachShadow({ mode: "open" });
    const changes = EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged && !this.#quiet) edited(state.doc.toString());
    });
    const extensions = [
      help, lineNumbers(), history(), drawSelection(), bracketMatching(), EditorView.lineWrapping, formulaLanguage, traceMarks, typingOver, theme,
      changes,
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off" }),
    ];
    this.#view = new EditorView({ state: EditorState.create({ extensions }), parent: shadow, root: shadow });
  }

  /** Puts a formula in, without telling. */
  put(formula: string): void {
    this.#quiet = true;
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: formula } });
    this.#quiet = false;
  }

  /** Marks what is wrong, and the values that a record gives the parts. */
  mark(diagnostics: readonly Diagnostic[], explained: Explained | undefined): void {
    const length = this.#view.state.doc.length;
    const inside = diagnostics.map(({ from, to, ...rest }) => ({ ...rest, from: Math.min(from, length), to: Math.min(to, length) }));
    this.#view.dispatch(setDiagnostics(this.#view.state, inside));
    showTrace(this.#view, explained);
  }

  destroy(): void {
    this.#view.destroy();
  }
}
