// A form over a record that somebody else has loaded: shows the org's own messages at the fields while the user
// types, formula fields as they would be saved, and saves through Salesforce, whose own word is the last.
import { LightningElement, api } from "lwc";
import { createRecord, updateRecord } from "lightning/uiRecordApi";
import { FormModel } from "c/presaveFormModel";
import { fieldsInLayout, formFields, formSections, optionsOf } from "c/presaveFormFields";
import { messagesOfSaveError, undecidedText } from "c/presaveMessages";
import { uiFieldsOf } from "c/presaveRecord";
import { TEXT, fill } from "c/presaveText";

const PICKLISTS = new Set(["Picklist", "MultiselectPicklist"]);

export default class PresaveRecordEditor extends LightningElement {
    /**
     * All that the form is made of: {bundle, description, objectApiName, recordId, recordTypeId, record, objectInfo,
     * picklists, layout, fieldNames, displayValues, lookupChoices, changes,
     * context}. A new one starts the form anew.
     */
    @api
    get setup() {
        return this._setup;
    }
    set setup(setup) {
        this._setup = setup;
        if (setup) this.open();
    }

    /** What could not be loaded, in sentences. */
    @api notices = [];
    /** Leaves out the buttons, for a page that has its own and calls save(). */
    @api hideButtons = false;
    /** Shows a button to leave without saving, which fires "cancel". */
    @api showCancel = false;

    words = TEXT;
    problem;
    view;
    status = "";
    isSaving = false;
    _setup;
    _hasSaved = false;
    _model;
    _fields;
    _sections;

    disconnectedCallback() {
        this._model?.dispose();
        this._model = undefined;
    }

    /** The record as it stands in the form. */
    @api
    get currentRecord() {
        return this._model?.record;
    }

    /** What the user has changed and nobody has saved, by field. */
    @api
    get changes() {
        return { ...this._model?.changes };
    }

    /** True while the form differs from what it started with. */
    @api
    get isChanged() {
        return Boolean(this._model?.isChanged);
    }

    /** Shows every message, and says whether the record may be saved as far as the rules can tell. */
    @api
    checkValidity() {
        if (!this._model) return false;
        this._model.reveal();
        this.refresh();
        const controls = [...this.template.querySelectorAll("c-presave-field")];
        const areComplete = controls.filter((field) => !field.checkValidity()).length === 0;
        return this._model.maySave && areComplete;
    }

    /** Saves, where the rules allow it; gives the record's Id, or undefined where it was not saved. */
    @api
    async save() {
        if (this.isSaving) return undefined;
        if (!this.checkValidity()) {
            await this.goToFirstMessage();
            return undefined;
        }
        this.isSaving = true;
        const model = this._model;
        const saved = model.record;
        let id;
        try {
            id = await this.write();
        } catch (error) {
            this.isSaving = false;
            this.finish(model, () => model.refuse(messagesOfSaveError(error)));
            return undefined;
        }
        this.finish(model, () => {
            model.markSaved(saved);
            this._hasSaved = !model.isChanged;
        });
        this.dispatchEvent(new CustomEvent("recordsaved", { detail: { id } }));
        // A new record's form waits for a setup that knows its Id: saving again would make a second record.
        this.isSaving = !this._setup.recordId;
        return id;
    }

    /** Shows what came of a save, unless the form shows another record by now, or is gone. */
    finish(model, take) {
        if (model !== this._model) return;
        take();
        this.refresh();
    }

    /** Puts the cursor where the first message stands, once it is shown. */
    async goToFirstMessage() {
        await Promise.resolve();
        const fields = [...this.template.querySelectorAll("c-presave-field")];
        fields.find((field) => field.messages.length > 0 || field.isUnreadable)?.focus();
    }

    /** Brings the record of a lookup, once the page has loaded it. An answer for a lookup changed since is dropped. */
    @api
    setParent(lookupName, id, parent) {
        const lookup = this._fields?.get(lookupName);
        if (!lookup || this._model.record[lookupName] !== id) return;
        this._model.setParent(lookup.relationshipName, parent);
        this.refresh();
    }

    get title() {
        const label = this._setup?.objectInfo?.label ?? this._setup?.description.label;
        return fill(this._setup?.recordId ? TEXT.edit : TEXT.new, label);
    }

    get hasProblem() {
        return this.problem !== undefined;
    }

    get showsButtons() {
        return !this.hideButtons;
    }

    get hasRecordMessages() {
        return this.view.recordMessages.length > 0;
    }

    open() {
        this.problem = undefined;
        this.isSaving = false;
        try {
            this.openModel();
            this.refresh();
        } catch (error) {
            this.view = undefined;
            this.problem = error.message;
        }
    }

    openModel() {
        const { bundle, objectApiName, description, objectInfo, picklists, record, recordId } = this._setup;
        const { fieldNames, layout, context } = this._setup;
        const isUpdate = Boolean(recordId);
        const fields = formFields({ description, objectInfo, picklists, isUpdate });
        const followsLayout = layout && !fieldNames?.length;
        this._fields = followsLayout ? fieldsInLayout(fields, layout, isUpdate) : fields;
        const objectLabel = objectInfo?.label ?? description.label;
        this._sections = formSections({ fields: this._fields, fieldNames, layout, objectLabel });
        const shownNames = this._sections.flatMap(({ names }) => names);
        this._model?.dispose();
        this._model = undefined;
        this._model = new FormModel({ bundle, objectApiName, fields: this._fields, shownNames, record, isUpdate, context });
        this._model.apply(this._setup.changes ?? {});
    }

    handleFieldChange(event) {
        const { name, value, kind } = event.detail;
        const choice = this._setup.lookupChoices?.[name]?.find((candidate) => candidate.value === value);
        this._hasSaved = false;
        this._model.set(name, value, choice?.record);
        this.clearDependents(name);
        this.refresh();
        const { record, messages, changes } = this._model;
        this.dispatchEvent(new CustomEvent("recordchange", { detail: { record, messages, changes } }));
        const lookup = this._fields.get(name);
        if (lookup.relationshipName && value && !choice?.record) {
            this.dispatchEvent(new CustomEvent("lookupchange", { detail: { lookup, id: value, kind } }));
        }
    }

    // As on Salesforce's own pages: a value that the controlling field no longer offers goes.
    clearDependents(name) {
        this._fields.forEach((field) => {
            if (field.controller?.name !== name || !field.editable) return;
            const { record } = this._model;
            const chosen = record[field.name];
            if (!chosen || optionsOf(field, record).some(({ value }) => value === chosen)) return;
            this._model.set(field.name, null);
        });
    }

    async handleSave() {
        await this.save();
    }

    handleCancel() {
        this.dispatchEvent(new CustomEvent("cancel"));
    }

    async write() {
        const { recordId, recordTypeId, objectApiName, description } = this._setup;
        const fields = uiFieldsOf(this._model.fieldsToSave, description);
        if (recordId) {
            await updateRecord({ fields: { ...fields, Id: recordId } });
            return recordId;
        }
        if (recordTypeId) fields.RecordTypeId = recordTypeId;
        const { id } = await createRecord({ apiName: objectApiName, fields });
        return id;
    }

    // The model is no reactive object; what the template reads is taken from it after every change.
    refresh() {
        const { record, messages } = this._model;
        const sections = this._sections.map((section) => ({
            ...section,
            columnClass: section.columns > 1 ? "slds-col slds-size_1-of-1 slds-medium-size_1-of-2" : "slds-col slds-size_1-of-1",
            items: section.names.map((name) => this.itemOf(this._fields.get(name), record, messages))
        }));
        this.view = { sections, recordMessages: messages.record };
        this.status = this._hasSaved ? TEXT.saved : undecidedText(messages.undecided);
    }

    itemOf(field, record, messages) {
        const ofPicklist = PICKLISTS.has(field.type) ? optionsOf(field, record) : undefined;
        return {
            field,
            value: this._model.valueOf(field.name),
            displayValue: field.formula ? undefined : this._setup.displayValues?.[field.name],
            choices: this._setup.lookupChoices?.[field.name] ?? ofPicklist,
            messages: messages.byField[field.name] ?? []
        };
    }
}
