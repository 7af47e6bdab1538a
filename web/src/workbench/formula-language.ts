// Salesforce's formula language for the editor: how it is coloured. What it means is the engine's to say.
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import type { StringStream } from "@codemirror/language";
import { tags } from "@lezer/highlight";

interface State {
  /** The quotation mark that closes the text we are in. */
  quote: string | undefined;
  inComment: boolean;
}

const CONSTANTS = /^(?:TRUE|FALSE|NULL)$/i;

const language = StreamLanguage.define<State>({
  name: "salesforce-formula",
  startState: () => ({ quote: undefined, inComment: false }),
  token(stream, state) {
    if (state.inComment) return comment(stream, state);
    if (state.quote) return text(stream, state, state.quote);
    if (stream.eatSpace()) return null;
    if (stream.match("/*")) {
      state.inComment = true;
      return comment(stream, state);
    }
    const quote = stream.eat(/["']/);
    if (quote) {
      state.quote = quote;
      return text(stream, state, quote);
    }
    if (stream.match(/^\d+(?:\.\d+)?|^\.\d+/)) return "number";
    if (stream.match(/^\$?[A-Za-z_][\w$]*(?:[.:]\w+)*/)) return word(stream);
    stream.next();
    return "operator";
  },
  languageData: { closeBrackets: { brackets: ["(", '"'] }, commentTokens: { block: { open: "/*", close: "*/" } } },
  tokenTable: { call: tags.function(tags.variableName), name: tags.variableName, global: tags.special(tags.variableName) },
});

function word(stream: StringStream): string {
  const name = stream.current();
  if (CONSTANTS.test(name)) return "atom";
  if (stream.match(/^\s*\(/, false)) return "call";
  return name.startsWith("$") ? "global" : "name";
}

function text(stream: StringStream, state: State, quote: string): string {
  for (let c = stream.next(); c; c = stream.next()) {
    if (c === "\\") stream.next();
    if (c !== quote) continue;
    state.quote = undefined;
    break;
  }
  return "string";
}

function comment(stream: StringStream, state: State): string {
  if (stream.skipTo("*/")) {
    stream.match("*/");
    state.inComment = false;
  } else {
    stream.skipToEnd();
  }
  return "comment";
}

// Colours are the page's own names, so that light and dark need no second list.
const colours = HighlightStyle.define([
  { tag: tags.function(tags.variableName), color: "var(--app-code-call)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--app-code-name)" },
  { tag: tags.string, color: "var(--app-code-text)" },
  { tag: [tags.number, tags.atom], color: "var(--app-code-number)" },
  { tag: tags.comment, color: "var(--app-code-note)", fontStyle: "italic" },
]);

/** The language with its colours. */
export const formulaLanguage = [language, syntaxHighlighting(colours)];
