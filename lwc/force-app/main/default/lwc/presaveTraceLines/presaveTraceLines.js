// An explanation of the engine as lines for people: each line of the formula with its value beside it, and the
// values of its parts under the places where they stand. Nothing here knows a component.
import { TEXT, fill } from "c/presaveText";

/** Characters of a value under its part; the rest is cut. */
const LONGEST_UNDER = 24;
const COLOURS = { true: "slds-text-color_success", false: "slds-text-color_error" };

/** The lines of a formula: [{key, text, under, value, valueClass}], `under` being rows of text. */
export function traceLines({ lines, parts }) {
    return lines.map((line, key) => {
        const own = line.part === undefined ? undefined : seen(parts[line.part]);
        return { key, text: line.text, value: own?.words ?? "", valueClass: own?.colour ?? "", under: valuesUnder(line, parts) };
    });
}

/** The changes that make the rule accept the record, in words; `labelOf` gives a field's label. */
export function repairLines({ changes }, labelOf) {
    return changes.map(({ fields, otherFailures }, key) => {
        const words = fields.map(({ field, from, to }) => fill(TEXT.fromTo, labelOf(field), spelled(from), spelled(to))).join("; ");
        return { key, text: otherFailures > 0 ? fill(TEXT.othersLeft, words) : words };
    });
}

/** What a rule does to the record, in a sentence. */
export function verdictText({ verdict, message, why }) {
    if (verdict === "pass") return TEXT.rulePasses;
    if (verdict === "fail") return fill(TEXT.ruleRefuses, message);
    return fill(verdict === "faulted" ? TEXT.ruleFaults : TEXT.ruleUnknown, why);
}

function seen({ state, value, message }) {
    if (state === "faulted") return { words: fill(TEXT.fails, message), colour: COLOURS.false };
    if (state === "undetermined") return { words: TEXT.unknown, colour: "" };
    if (state !== "evaluated") return { words: TEXT.notEvaluated, colour: "slds-text-color_weak" };
    return { words: spelled(value), colour: COLOURS[value] ?? "" };
}

// TRUE and FALSE as formulas spell them.
function spelled(value) {
    if (value === null || value === undefined || value === "") return TEXT.blank;
    if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
    return typeof value === "object" ? `${value.latitude}, ${value.longitude}` : String(value);
}

// From right to left, each value in the first row where it does not touch what stands to its right; the rows above
// lead down to it.
function valuesUnder({ under }, parts) {
    const rows = [];
    [...under]
        .filter(({ part }) => parts[part].state !== "notEvaluated")
        .sort((a, b) => b.column - a.column)
        .forEach(({ part, column }) => {
            const words = shortened(seen(parts[part]).words);
            const free = rows.findIndex(({ begin }) => column + words.length + 1 <= begin);
            const place = free === -1 ? rows.push({ begin: Infinity, cells: [] }) - 1 : free;
            rows.slice(0, place).forEach((row) => put(row, column, "|"));
            put(rows[place], column, words);
        });
    return rows.map(({ cells }, key) => ({ key, text: textOf(cells) }));
}

function put(row, column, words) {
    row.cells.unshift({ column, words });
    row.begin = Math.min(row.begin, column);
}

function textOf(cells) {
    return cells.reduce((text, { column, words }) => text.padEnd(column) + words, "");
}

function shortened(words) {
    return words.length > LONGEST_UNDER ? `${words.slice(0, LONGEST_UNDER - 1)}…` : words;
}
