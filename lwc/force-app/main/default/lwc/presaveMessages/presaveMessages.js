// From what the engine or Salesforce says to what people read: messages by field, and those of the record as
// a whole. Nothing here knows a component.
import { TEXT, fill, reasonOf } from "c/presaveText";

/** No messages at all. */
export const NO_MESSAGES = Object.freeze({ byField: Object.freeze({}), record: Object.freeze([]), undecided: 0 });

/** The messages of an outcome document. `undecided` counts the rules that only Salesforce can decide. */
export function messagesOf(outcome) {
    const messages = { byField: {}, record: [], undecided: outcome.undetermined.length };
    outcome.failures.forEach((failure) => add(messages, failure.field, wordsOf(failure)));
    outcome.faulted.forEach((fault) => {
        add(messages, undefined, fill(TEXT.faulted, fault.rule, fault.message));
    });
    return messages;
}

/** The messages of the error that lightning/uiRecordApi rejects with when Salesforce refuses to save. */
export function messagesOfSaveError(error) {
    const messages = { byField: {}, record: [], undecided: 0 };
    const { fieldErrors = {}, errors = [] } = error?.body?.output ?? {};
    Object.entries(fieldErrors).forEach(([field, list]) => {
        list.forEach(({ message }) => add(messages, field, message));
    });
    errors.forEach(({ message }) => add(messages, undefined, message));
    if (isEmpty(messages)) add(messages, undefined, error ? reasonOf(error) : TEXT.notSaved);
    return messages;
}

/** Two sets of messages as one; a message that both have is shown once. */
export function merge(first, second) {
    const messages = { byField: {}, record: [], undecided: first.undecided + second.undecided };
    [first, second].forEach(({ byField, record }) => {
        Object.entries(byField).forEach(([field, list]) => list.forEach((text) => add(messages, field, text)));
        record.forEach((text) => add(messages, undefined, text));
    });
    return messages;
}

/** The messages that `isShown(text, field)` lets through; `field` is undefined for those of the record. */
export function filterMessages(messages, isShown) {
    const shown = { byField: {}, record: [], undecided: messages.undecided };
    Object.entries(messages.byField).forEach(([field, list]) => {
        list.filter((text) => isShown(text, field)).forEach((text) => add(shown, field, text));
    });
    shown.record = messages.record.filter((text) => isShown(text, undefined));
    return shown;
}

/** Moves messages of fields that the form does not show to the record, under the field's label. */
export function gatherHidden(messages, isFieldShown, labelOf) {
    const gathered = { byField: {}, record: [...messages.record], undecided: messages.undecided };
    Object.entries(messages.byField).forEach(([field, list]) => {
        if (isFieldShown(field)) gathered.byField[field] = list;
        else list.forEach((text) => add(gathered, undefined, `${labelOf(field)}: ${text}`));
    });
    return gathered;
}

/** True where no message is left. */
export function isEmpty({ byField, record }) {
    return record.length === 0 && Object.keys(byField).length === 0;
}

// The API names the fields that are missing, Salesforce's pages speak at the field.
function wordsOf({ kind, rule, field, message }) {
    return kind === "constraint" && rule === "required" && field ? TEXT.required : message;
}

function add({ byField, record }, field, text) {
    const list = field ? (byField[field] ??= []) : record;
    if (!list.includes(text)) list.push(text);
}

/** What to say of rules that only Salesforce can decide; empty where there are none. */
export function undecidedText(count) {
    if (count === 0) return "";
    return count === 1 ? TEXT.undecidedOne : fill(TEXT.undecidedMany, count);
}
