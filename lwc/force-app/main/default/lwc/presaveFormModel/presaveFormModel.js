// What a record form does, without a form: holds the record, asks the bundle after every change, and decides
// which messages the user sees now.
import { NO_MESSAGES, filterMessages, gatherHidden, isEmpty, merge, messagesOf } from "c/presaveMessages";

/** One record being edited. */
export class FormModel {
    _bundle;
    _description;
    _prior;
    _context;
    _record;
    _names;
    _touched = new Set();
    _known = NO_MESSAGES;
    _refused = NO_MESSAGES;
    _revealed = false;
    _messages;

    /**
     * `record` is what the form starts with. With `isUpdate` it is also the record before the change.
     * `fieldNames` chooses and orders the fields; without it the form shows all that can be edited.
     */
    constructor({ bundle, objectApiName, record = {}, isUpdate = false, fieldNames, context }) {
        this._bundle = bundle;
        this._description = bundle.describe(objectApiName);
        this._prior = isUpdate ? record : undefined;
        this._context = context;
        this._record = isUpdate ? { ...record } : { ...defaultsOf(this._description), ...record };
        this._names = fieldNames ?? this._editableNames();
        this._messages = this._decide();
        // What is wrong before the first change is not the user's doing, so it is not shown at once.
        this._known = this._messages;
    }

    get label() {
        return this._description.label;
    }

    get record() {
        return { ...this._record };
    }

    /** The descriptions of the shown fields, in order. */
    get fields() {
        const byName = new Map(this._description.fields.map((field) => [field.name, field]));
        return this._names.map((name) => {
            if (byName.has(name)) return byName.get(name);
            throw new Error(`${this._description.object} has no field ${name}; correct the form's field names.`);
        });
    }

    /** The messages to show now. */
    get messages() {
        const shown = filterMessages(this._messages, (text, field) => this._isShown(text, field));
        const names = new Set(this._names);
        return gatherHidden(
            merge(shown, this._refused),
            (field) => names.has(field),
            (field) => this._labelOf(field)
        );
    }

    /** True where the engine found nothing that refuses the record. */
    get maySave() {
        return isEmpty(this._messages);
    }

    /** The fields to save: on update those that changed, on insert those that are filled. */
    get fieldsToSave() {
        return Object.fromEntries(
            this._editableNames()
                .map((name) => [name, this._record[name]])
                .filter(([name, value]) => (this._prior ? value !== this._prior[name] : !isBlank(value)))
        );
    }

    /** Changes a field. `parent` is the record that a lookup now points to, where the page has it. */
    set(name, value, parent) {
        this._record[name] = value;
        const { relationshipName } = this._description.fields.find((field) => field.name === name) ?? {};
        if (relationshipName) this._setParent(relationshipName, parent);
        this._touched.add(name);
        this._refused = NO_MESSAGES;
        this._messages = this._decide();
    }

    /** Shows every message from now on: the user wants to save. */
    reveal() {
        this._revealed = true;
    }

    /** Takes over what Salesforce itself said, until the next change. */
    refuse(messages) {
        this._refused = messages;
    }

    _decide() {
        return messagesOf(
            this._bundle.validate({
                object: this._description.object,
                operation: this._prior ? "update" : "insert",
                record: this._record,
                ...(this._prior && { prior: this._prior }),
                ...(this._context && { context: this._context })
            })
        );
    }

    _isShown(text, field) {
        if (this._revealed || this._touched.has(field)) return true;
        const known = field ? this._known.byField[field] : this._known.record;
        return !known?.includes(text);
    }

    // A parent of before says nothing about the one the lookup points to now.
    _setParent(relationshipName, parent) {
        if (parent) this._record[relationshipName] = parent;
        else delete this._record[relationshipName];
    }

    _editableNames() {
        return this._description.fields.filter((field) => field.editable).map((field) => field.name);
    }

    _labelOf(name) {
        return this._description.fields.find((field) => field.name === name)?.label ?? name;
    }
}

function defaultsOf({ fields }) {
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
