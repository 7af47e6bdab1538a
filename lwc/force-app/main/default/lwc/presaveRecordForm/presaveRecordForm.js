// The record form: loads the record, what the user may see of it, the page layout, picklist values and what rules
// read beyond the record, and hands all of it to the editor, which shows it. Works without the platform's data, too,
// where the page brings `record` itself.
import { LightningElement, api, wire } from "lwc";
import { getRecord, getRecordCreateDefaults, getRecords } from "lightning/uiRecordApi";
import { getObjectInfo, getPicklistValuesByRecordType } from "lightning/uiObjectInfoApi";
import { FAILED, LOADING, READY, retry, watchEngine } from "c/presaveEngine";
import { describer, displayValuesOf, engineRecordOf, fieldsToLoad, parentRequestOf } from "c/presaveRecord";
import { TEXT, fill, reasonOf } from "c/presaveText";

export default class PresaveRecordForm extends LightningElement {
    @api objectApiName;
    /** The Id of an existing record; without it the form is for a new one. */
    @api
    get recordId() {
        return this._recordId;
    }
    set recordId(recordId) {
        this._recordId = recordId;
        if (this.isConnected) this.start();
    }
    /** The record type of a new record; without it the user's default. */
    @api recordTypeId;
    /** What a new record starts with; for an existing one all of it, where the page has loaded it itself. */
    @api record;
    /** Values that somebody has already changed in it, by field: the form starts with them as if the user had typed them. */
    @api changes;
    /** The fields to show in order, as a list or separated by commas; without it the page layout decides. */
    @api fieldNames;
    /** The records to choose from for lookups: {Customer__c: [{label, value, record}]}; else the platform's picker. */
    @api lookupChoices;
    /** What rules read of the user: {globals, permissions}; without it the form finds out itself. */
    @api context;
    /** Leaves out the buttons, for a page that has its own and calls save(). */
    @api hideButtons = false;
    /** Shows a button to leave without saving, which fires "cancel". */
    @api showCancel = false;

    words = TEXT;
    state = LOADING;
    canRetry = false;
    problem;
    setup;
    notices = [];
    subject;
    // What the wires ask for; a wire waits while one of its parameters is undefined.
    infoObject;
    idByList;
    idByLayout;
    layoutTypes = ["Full"];
    optionalFields;
    layoutObject;
    formRecordTypeId;
    parentRequests;
    _recordId;
    _bundle;
    _describe;
    _description;
    _requirements;
    _answers = {};
    // The records that lookups lead to and rules read, by the lookup's name.
    _parents = new Map();
    _wasCreatedHere = false;
    _isJustCreated = false;
    _stopWatching;

    connectedCallback() {
        this._stopWatching = watchEngine((state) => this.handleEngine(state));
    }

    disconnectedCallback() {
        this._stopWatching();
    }

    get isLoading() {
        return this.state === LOADING;
    }

    get hasFailed() {
        return this.state === FAILED;
    }

    /** The record as it stands in the form. */
    @api
    get currentRecord() {
        return this.editor?.currentRecord;
    }

    /** Shows every message, and says whether the record may be saved as far as the rules can tell. */
    @api
    checkValidity() {
        return Boolean(this.editor?.checkValidity());
    }

    /** Saves, where the rules allow it; gives the record's Id, or undefined where it was not saved. */
    @api
    async save() {
        return this.editor?.save();
    }

    get editor() {
        return this.template.querySelector("c-presave-record-editor");
    }

    @wire(getObjectInfo, { objectApiName: "$infoObject" })
    wiredInfo(answer) {
        this.take("info", answer);
    }

    @wire(getRecord, { recordId: "$idByList", optionalFields: "$optionalFields" })
    wiredByList(answer) {
        this.take("record", answer);
    }

    @wire(getRecord, { recordId: "$idByLayout", layoutTypes: "$layoutTypes", optionalFields: "$optionalFields" })
    wiredByLayout(answer) {
        this.take("record", answer);
    }

    @wire(getRecordCreateDefaults, { objectApiName: "$layoutObject", recordTypeId: "$formRecordTypeId" })
    wiredDefaults(answer) {
        this.take("defaults", answer);
    }

    @wire(getPicklistValuesByRecordType, { objectApiName: "$infoObject", recordTypeId: "$formRecordTypeId" })
    wiredPicklists(answer) {
        this.take("picklists", answer);
    }

    @wire(getRecords, { records: "$parentRequests" })
    wiredParents({ data, error }) {
        if (error) this.notice(fill(TEXT.parentsUnread, reasonOf(error)));
        if (data) data.results.forEach(({ statusCode, result }, index) => this.takeParent(statusCode, result, index));
    }

    handleEngine(state) {
        if (state.name === FAILED) this.fail(reasonOf(state.error), true);
        else this.state = state.name;
        if (state.name !== READY) return;
        this._bundle = state.bundle;
        this._describe = describer(state.bundle);
        this.start();
    }

    handleRetry() {
        retry();
    }

    handleContext(event) {
        const { context, problem } = event.detail;
        if (problem) this.notice(fill(TEXT.contextUnread, problem));
        this._answers.context = { data: context };
        this.proceed();
    }

    /** True while opening the form anew would lose what the user has typed. */
    get isAtWork() {
        return Boolean(this.setup) && !this._isJustCreated && Boolean(this.editor?.isChanged);
    }

    handleLookup(event) {
        const { lookup, id, kind } = event.detail;
        this.loadParents([[lookup, id, kind]]);
    }

    handleSaved(event) {
        // From now on it is an existing record: pressing Save again must not make a second one.
        if (!this._recordId) {
            this._wasCreatedHere = true;
            this._isJustCreated = true;
            this._recordId = event.detail.id;
            this.start();
        }
        this.dispatchEvent(new CustomEvent("recordsaved", { detail: event.detail }));
    }

    handleChange(event) {
        this.dispatchEvent(new CustomEvent("recordchange", { detail: event.detail }));
    }

    handleCancel() {
        this.dispatchEvent(new CustomEvent("cancel"));
    }

    /** True where the platform is asked for the record; not where the page brings an existing one. */
    get loadsRecord() {
        return !(this._recordId && this.record) || this._wasCreatedHere;
    }

    get listedNames() {
        const { fieldNames } = this;
        if (typeof fieldNames !== "string") return fieldNames ?? [];
        return fieldNames.split(/[\s,;]+/).filter((name) => name !== "");
    }

    /** Asks for all that the form needs; starts anew where the record or its object is another one. */
    start() {
        if (!this._bundle) return;
        if (!this.objectApiName) {
            this.fail(TEXT.noObject);
            return;
        }
        try {
            this.ask();
        } catch (error) {
            this.fail(reasonOf(error));
        }
    }

    ask() {
        this._requirements = this._bundle.requirements(this.objectApiName);
        this._description = this._describe(this.objectApiName);
        this._parents.clear();
        this.notices = [];
        // Another record's form must not stay; that of a record just saved does until it is loaded.
        if (!this._isJustCreated) this.setup = undefined;
        this.state = LOADING;
        if (!this.loadsRecord) {
            this._answers = { info: {}, record: {}, picklists: {}, defaults: {} };
            this.askContext();
            return;
        }
        // What a wire has answered for the same question, it does not answer again.
        if (this.infoObject === this.objectApiName) delete this._answers.record;
        else this._answers = {};
        const names = this.listedNames;
        this.optionalFields = fieldsToLoad(this.objectApiName, this._requirements, names, this._description);
        this.infoObject = this.objectApiName;
        if (!this._recordId) this._answers.record = {};
        else if (names.length > 0) this.idByList = this._recordId;
        else this.idByLayout = this._recordId;
        this.proceed();
    }

    /** Takes the answer of a wire; the record's comes again whenever it changes in Salesforce. */
    take(name, { data, error }) {
        if (!data && !error) return;
        this._answers[name] = { data, error };
        if (error && (name === "info" || name === "record")) this.fail(reasonOf(error));
        else this.proceed();
    }

    /** Does what the answers allow: ask for what depends on the record type, then open the form. */
    proceed() {
        const { info, record } = this._answers;
        if (!info || !record || info.error || record.error) return;
        if (this.loadsRecord) this.askByRecordType(info.data, record.data);
        const { context, picklists, defaults } = this._answers;
        if (context && picklists && defaults && !this.isAtWork) this.openForm();
    }

    askByRecordType(info, record) {
        const recordTypeId = record?.recordTypeId ?? this.recordTypeId ?? info.defaultRecordTypeId;
        if (recordTypeId === this.formRecordTypeId) return;
        this._answers = { info: this._answers.info, record: this._answers.record };
        this.formRecordTypeId = recordTypeId;
        // The defaults of a new record hold the page layout of the record type, for an existing one as well.
        if (this.listedNames.length === 0 || !this._recordId) this.layoutObject = this.objectApiName;
        else this._answers.defaults = {};
        this.askContext(Object.keys(info.recordTypeInfos ?? {}).length > 1 ? recordTypeId : undefined);
    }

    askContext(recordTypeId) {
        if (this.context) {
            this._answers.context = { data: this.context };
            this.proceed();
        } else {
            this.subject = { objectApiName: this.objectApiName, recordTypeId, requirements: this._requirements };
        }
    }

    openForm() {
        const { info, record, context, picklists, defaults } = this._answers;
        if (defaults.error) this.notice(fill(TEXT.layoutUnread, reasonOf(defaults.error)));
        if (picklists.error) this.notice(fill(TEXT.picklistsUnread, reasonOf(picklists.error)));
        this.state = READY;
        // What was typed while the new record was being saved and loaded stands in the form that takes the place of its own.
        const typedMeanwhile = this._isJustCreated ? this.editor?.changes : undefined;
        this._isJustCreated = false;
        this.setup = {
            bundle: this._bundle,
            description: this._description,
            objectApiName: this.objectApiName,
            recordId: this._recordId,
            recordTypeId: this._recordId ? undefined : this.recordTypeId,
            record: this.startingRecord(record.data, defaults.data),
            objectInfo: info.data,
            picklists: picklists.data,
            layout: defaults.data?.layout,
            fieldNames: this.listedNames,
            displayValues: record.data && displayValuesOf(record.data, this._description),
            lookupChoices: this.lookupChoices,
            changes: { ...this.changes, ...typedMeanwhile },
            context: context.data
        };
        this.loadMissingParents();
    }

    startingRecord(uiRecord, defaults) {
        if (uiRecord) return engineRecordOf(uiRecord, this._describe);
        const byPlatform = defaults?.record && engineRecordOf(defaults.record, this._describe);
        return { ...byPlatform, ...this.record };
    }

    // A new record, or what was changed in a saved one, may lead to records that nobody has loaded.
    loadMissingParents() {
        const given = this._recordId ? { ...this.changes } : { ...this.setup.record, ...this.changes };
        const filled = this._description.fields.filter(
            ({ name, relationshipName }) => relationshipName && given[name] && !given[relationshipName]
        );
        if (filled.length > 0) this.loadParents(filled.map((lookup) => [lookup, given[lookup.name]]));
    }

    loadParents(wanted) {
        wanted.forEach(([lookup, id, kind]) => {
            const [first, ...others] = lookup.referenceTo;
            const parentApiName = kind ?? (others.length === 0 ? first : undefined);
            const request = parentApiName && parentRequestOf(lookup, parentApiName, id, this._requirements);
            if (request) this._parents.set(lookup.name, { lookup, id, request });
        });
        const requests = [...this._parents.values()].map(({ request }) => request);
        if (requests.length > 0) this.parentRequests = requests;
    }

    // The answer may be to an earlier question, so a record is known by its Id, not by its place.
    takeParent(statusCode, result, index) {
        const wanted = [...this._parents.values()];
        if (statusCode !== 200) {
            const label = wanted[index]?.lookup.label ?? "";
            this.notice(fill(TEXT.parentsUnread, `${label}: ${statusCode}`));
            return;
        }
        const fields = engineRecordOf(result, this._describe);
        const parent = fields && { attributes: { type: result.apiName }, ...fields };
        wanted
            .filter(({ id }) => parent && isSameId(id, result.id))
            .forEach(({ lookup, id }) => this.editor?.setParent(lookup.name, id, parent));
    }

    notice(text) {
        if (!this.notices.includes(text)) this.notices = [...this.notices, text];
    }

    fail(problem, canRetry = false) {
        this.problem = problem;
        this.canRetry = canRetry;
        this.state = FAILED;
    }
}

/** Salesforce's Ids have 15 characters, or 18 with a checksum. */
function isSameId(a, b) {
    return a.slice(0, 15) === b.slice(0, 15);
}
