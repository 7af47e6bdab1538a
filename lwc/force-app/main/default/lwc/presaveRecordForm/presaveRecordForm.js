// A form for one record that shows the org's own messages at the fields while the user types, and saves
// through Salesforce, whose own word is the last.
import { LightningElement, api } from "lwc";
import { createRecord, updateRecord } from "lightning/uiRecordApi";
import { FAILED, LOADING, READY, retry, watchEngine } from "c/presaveEngine";
import { FormModel } from "c/presaveFormModel";
import { messagesOfSaveError } from "c/presaveMessages";

const SAVED = "Saved.";

export default class PresaveRecordForm extends LightningElement {
    @api objectApiName;
    /** The Id of an existing record; without it the form is for a new one. */
    @api recordId;
    /** What the form starts with, in the shape of Salesforce's REST API. */
    @api record;
    /** The fields to show, in order; without it all that can be edited. */
    @api fieldNames;
    /** The records to choose from for lookups: {Customer__c: [{label, value, record}]}. */
    @api lookupChoices;
    /** What rules read of the user: {globals, permissions}; see the Request document. */
    @api context;

    engine = { name: LOADING };
    model;
    view;
    status = "";
    isSaving = false;
    _stopWatching;

    connectedCallback() {
        this._stopWatching = watchEngine((state) => this.handleEngine(state));
    }

    disconnectedCallback() {
        this._stopWatching();
    }

    get isLoading() {
        return this.engine.name === LOADING;
    }

    get hasFailed() {
        return this.engine.name === FAILED;
    }

    get problem() {
        return this.engine.error.message;
    }

    /** Loading may succeed the second time; a form that does not fit the rules never does. */
    get canRetry() {
        return this.engine.canRetry;
    }

    get title() {
        if (!this.view) return this.objectApiName;
        return this.recordId ? `Edit ${this.view.label}` : `New ${this.view.label}`;
    }

    get fields() {
        const { fields, record, messages } = this.view;
        return fields.map((field) => ({
            field,
            value: record[field.name],
            choices: this.lookupChoices?.[field.name],
            messages: messages.byField[field.name] ?? []
        }));
    }

    get recordMessages() {
        return this.view.messages.record;
    }

    get hasRecordMessages() {
        return this.recordMessages.length > 0;
    }

    handleEngine(state) {
        this.engine = { ...state, canRetry: state.name === FAILED };
        if (state.name !== READY) return;
        try {
            this.openModel(state.bundle);
        } catch (error) {
            this.engine = { name: FAILED, error, canRetry: false };
        }
    }

    handleRetry() {
        retry();
    }

    handleFieldChange(event) {
        const { name, value } = event.detail;
        const choice = this.lookupChoices?.[name]?.find((candidate) => candidate.value === value);
        this.model.set(name, value, choice?.record);
        this.refresh();
        const { record, messages } = this.view;
        this.dispatchEvent(new CustomEvent("recordchange", { detail: { record, messages } }));
    }

    async handleSave() {
        this.model.reveal();
        this.refresh();
        if (!this.model.maySave || this.hasUnreadableField()) return;
        this.isSaving = true;
        try {
            const id = await this.save();
            this.status = SAVED;
            this.dispatchEvent(new CustomEvent("recordsaved", { detail: { id } }));
        } catch (error) {
            this.model.refuse(messagesOfSaveError(error));
            this.refresh();
        } finally {
            this.isSaving = false;
        }
    }

    hasUnreadableField() {
        return [...this.template.querySelectorAll("c-presave-field")].some((field) => field.isUnreadable);
    }

    async save() {
        const fields = this.model.fieldsToSave;
        if (this.recordId) {
            await updateRecord({ fields: { ...fields, Id: this.recordId } });
            return this.recordId;
        }
        const { id } = await createRecord({ apiName: this.objectApiName, fields });
        return id;
    }

    openModel(bundle) {
        this.model = new FormModel({
            bundle,
            objectApiName: this.objectApiName,
            record: this.record,
            isUpdate: Boolean(this.recordId),
            fieldNames: this.fieldNames,
            context: this.context
        });
        this.refresh();
    }

    // The model is no reactive object; what the template reads is taken from it after every change.
    refresh() {
        const { label, fields, record, messages } = this.model;
        this.view = { label, fields, record, messages };
        this.status = undecidedText(messages.undecided);
    }
}

function undecidedText(count) {
    if (count === 0) return "";
    const rules = count === 1 ? "1 rule needs" : `${count} rules need`;
    return `${rules} data that this page does not have; Salesforce decides when you save.`;
}
