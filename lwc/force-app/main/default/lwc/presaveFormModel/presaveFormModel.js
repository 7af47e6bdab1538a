// What a record form does, without a form: keeps the record in a session of the engine, and decides which
// messages the user sees now.
import { NO_MESSAGES, filterMessages, gatherHidden, isEmpty, merge, messagesOf } from "c/presaveMessages";

/** One record being edited. dispose() it when the form closes: the session's memory is the engine's. */
export class FormModel {
    _bundle;
    _request;
    _fields;
    _shown;
    _prior;
    _record;
    _session;
    _outcome;
    _touched = new Set();
    _known = NO_MESSAGES;
    _refused = NO_MESSAGES;
    _revealed = false;
    _messages;

    /**
     * `fields` are the descriptions of what the user may see, by name; `shownNames` those that the form shows.
     * `record` is what the form starts with; with `isUpdate` it is also the record before the change.
     */
    constructor({ bundle, objectApiName, fields, shownNames, record = {}, isUpdate = false, context }) {
        this._fields = fields;
        this._shown = new Set(shownNames);
        this._prior = isUpdate ? record : undefined;
        this._record = isUpdate ? { ...record } : { ...defaultsOf(fields), ...record };
        this._bundle = bundle;
        this._request = { object: objectApiName, ...(context && { context }), formulaFields: true };
        this._openSession();
        // What is wrong before the first change is not the user's doing, so it is not shown at once.
        this._known = this._messages;
    }

    get record() {
        return { ...this._record };
    }

    /** The outcome document of the record as it stands. */
    get outcome() {
        return this._outcome;
    }

    /** The value that the form shows for a field: formula fields and default values as the record stands. */
    valueOf(name) {
        if (this._fields.get(name)?.formula) return this._outcome.formulaFields?.[name];
        return name in this._record ? this._record[name] : this._outcome.defaults?.[name];
    }

    /** The messages to show now. */
    get messages() {
        const shown = filterMessages(this._messages, (text, field) => this._isShown(text, field));
        return gatherHidden(
            merge(shown, this._refused),
            (field) => this._shown.has(field),
            (field) => this._fields.get(field)?.label ?? field
        );
    }

    /** True where the engine found nothing that refuses the record. */
    get maySave() {
        return isEmpty(this._messages);
    }

    /** True while something differs from what the form started with. */
    get isChanged() {
        return this._touched.size > 0;
    }

    /** What the user has changed, by field. */
    get changes() {
        return Object.fromEntries([...this._touched].map((name) => [name, this._record[name]]));
    }

    /** The fields to save: on update those that changed, on insert those that are filled. */
    get fieldsToSave() {
        return Object.fromEntries(
            [...this._fields.values()]
                .filter((field) => field.editable && field.name in this._record)
                .map(({ name }) => [name, this._record[name]])
                .filter(([name, value]) => (this._prior ? !isSame(value, this._prior[name]) : !isBlank(value)))
        );
    }

    /** Changes a field. `parent` is the record that a lookup now leads to, where the page has it. */
    set(name, value, parent) {
        this._session.set(name, value);
        this._record[name] = value;
        const relationshipName = this._fields.get(name)?.relationshipName;
        if (relationshipName) delete this._record[relationshipName];
        if (relationshipName && parent) this._putParent(relationshipName, parent);
        this._touched.add(name);
        this._refused = NO_MESSAGES;
        this._decide();
    }

    /** Takes over values that somebody else has changed; what the user may not change stays as it is. */
    apply(changes) {
        Object.entries(changes).forEach(([name, value]) => {
            if (this._fields.get(name)?.editable && !isSame(value, this._record[name])) this.set(name, value);
        });
    }

    /** Brings the record that a lookup leads to, once it is loaded. */
    setParent(relationshipName, parent) {
        this._putParent(relationshipName, parent);
        this._decide();
    }

    /** Shows every message from now on: the user wants to save. */
    reveal() {
        this._revealed = true;
    }

    /** Takes over what Salesforce itself said, until the next change. */
    refuse(messages) {
        this._refused = messages;
    }

    /** The record stands in the org as it was when it went there; what was changed since is still to be saved. */
    markSaved(saved) {
        this._prior = saved;
        this._touched = new Set([...this._touched].filter((name) => !isSame(this._record[name], saved[name])));
        this._revealed = false;
        this._session.dispose();
        this._openSession();
        this._known = this._messages;
    }

    /** Gives the session's memory back. */
    dispose() {
        this._session.dispose();
    }

    _openSession() {
        this._session = this._bundle.session({
            ...this._request,
            operation: this._prior ? "update" : "insert",
            record: this._record,
            ...(this._prior && { prior: this._prior })
        });
        this._decide();
    }

    _putParent(relationshipName, parent) {
        this._session.set(relationshipName, parent);
        this._record[relationshipName] = parent;
    }

    _decide() {
        this._outcome = this._session.outcome();
        this._messages = messagesOf(this._outcome);
    }

    _isShown(text, field) {
        if (this._revealed || this._touched.has(field)) return true;
        const known = field ? this._known.byField[field] : this._known.record;
        return !known?.includes(text);
    }
}

function defaultsOf(fields) {
    const defaults = {};
    fields.forEach(({ name, type, values = [] }) => {
        const chosen = values.filter((value) => value.default).map(({ value }) => value);
        if (chosen.length > 0) defaults[name] = type === "MultiselectPicklist" ? chosen.join(";") : chosen[0];
    });
    return defaults;
}

function isBlank(value) {
    return value === undefined || value === null || value === "";
}

// Numbers come from controls as text.
function isSame(value, before) {
    if (isBlank(value) || isBlank(before)) return isBlank(value) && isBlank(before);
    if (typeof before === "number") return Number(value) === before;
    if (typeof before === "object") return JSON.stringify(value) === JSON.stringify(before);
    return value === before;
}
