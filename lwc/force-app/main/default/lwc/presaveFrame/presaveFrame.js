// The record form of the Presave server (docs/embed.md), or any page that speaks its protocol, in an iframe: it decides
// there, beside this page, at full speed where this page lets components run no WebAssembly. Here the record and what
// its rules read are loaded, and saved with the user's own rights: this page's record, and no other.
import { LightningElement, api, wire } from "lwc";
import CURRENCY from "@salesforce/i18n/currency";
import LANGUAGE from "@salesforce/i18n/lang";
import LOCALE from "@salesforce/i18n/locale";
import TIME_ZONE from "@salesforce/i18n/timeZone";
import loadSettings from "@salesforce/apex/PresaveSettings.load";
import { createRecord, getRecord, getRecords, updateRecord } from "lightning/uiRecordApi";
import { FAILED, READY, watchEngine } from "c/presaveEngine";
import { FrameBridge, frameAddress, heightOf } from "c/presaveFrameBridge";
import { messagesOfSaveError } from "c/presaveMessages";
import {
    describer,
    displayValuesOf,
    engineRecordOf,
    fieldsToLoad,
    ownRecordTypeId,
    parentRequestOf,
    uiFieldsOf
} from "c/presaveRecord";
import { TEXT, fill, reasonOf } from "c/presaveText";

/** Milliseconds in which the framed page has to say that it is there. */
const PATIENCE = 15000;

export default class PresaveFrame extends LightningElement {
    /** The page's address; without it the one in the org's settings. */
    @api address;
    @api recordId;
    @api objectApiName;
    /** Pixels, until the framed page asks for another height. */
    @api height = 480;

    words = TEXT;
    problem;
    source;
    shownHeight;
    subject;
    // What the wires ask for; a wire waits while one of its parameters is undefined.
    idToLoad;
    optionalFields;
    layoutTypes = ["Full"];
    parentRequests;
    _url;
    _bridge;
    _timer;
    _stopWatching;
    _engine;
    _describe;
    _requirements;
    _record;
    _choices = {};
    _opened;
    _context;
    _isFrameReady = false;
    _isChanged = false;
    _parent;

    async connectedCallback() {
        try {
            await this.openFrame();
        } catch (error) {
            this.problem = fill(TEXT.settingsUnread, reasonOf(error));
        }
    }

    disconnectedCallback() {
        this._bridge?.close();
        this._stopWatching?.();
        clearTimeout(this._timer);
    }

    @wire(getRecord, { recordId: "$idToLoad", layoutTypes: "$layoutTypes", optionalFields: "$optionalFields" })
    wiredRecord({ data, error }) {
        if (error) this.problem = reasonOf(error);
        if (!data) return;
        this.problem = undefined;
        this._record = engineRecordOf(data, this._describe);
        this._choices = this.namesOfParents(data);
        this.askContext(ownRecordTypeId(data));
        this.openRecord();
    }

    @wire(getRecords, { records: "$parentRequests" })
    wiredParent({ data, error }) {
        if (error) this.problem = fill(TEXT.parentsUnread, reasonOf(error));
        if (!data) return;
        const [{ result }] = data.results;
        const parent = result && engineRecordOf(result, this._describe);
        // The answer may be to an earlier question.
        if (parent && this._parent.id.startsWith(result.id.slice(0, 15))) {
            this._bridge.send("set", { field: this._parent.relationshipName, value: parent });
        }
    }

    get frameStyle() {
        return `width: 100%; border: 0; height: ${this.shownHeight ?? this.height}px`;
    }

    async openFrame() {
        const text = this.address || JSON.parse(await loadSettings()).frameAddress;
        this._url = frameAddress(text);
        if (!this._url) {
            this.problem = fill(TEXT.frameAddress, text ?? "");
            return;
        }
        this._bridge = new FrameBridge({
            origin: this._url.origin,
            frameWindow: () => this.template.querySelector("iframe")?.contentWindow,
            handlers: {
                ready: () => this.greet(),
                resize: (message) => this.resize(message),
                changed: (message) => this.follow(message),
                save: (message) => this.save(message),
                error: ({ message }) => this.complain(message)
            }
        });
        this.source = this._url.href;
        // eslint-disable-next-line @lwc/lwc/no-async-operation
        this._timer = setTimeout(() => this.giveUp(), PATIENCE);
        this._stopWatching = watchEngine((state) => this.handleEngine(state));
    }

    giveUp() {
        this.problem = fill(TEXT.frameSilent, this._url.href, this._url.origin);
    }

    complain(message) {
        this.problem = String(message);
    }

    // A frame that is loaded anew knows nothing of what was open in it.
    greet() {
        clearTimeout(this._timer);
        this.problem = undefined;
        this._isFrameReady = true;
        this._isChanged = false;
        this._opened = undefined;
        this.openRecord();
    }

    // The engine says what to load; what is decided is decided in the frame.
    handleEngine(state) {
        if (state.name === FAILED) this.problem = reasonOf(state.error);
        if (state.name !== READY) return;
        this._engine = state;
        this._describe = describer(state.bundle);
        try {
            this.askRecord();
        } catch (error) {
            this.problem = reasonOf(error);
        }
    }

    askRecord() {
        if (!this.objectApiName) throw new Error(TEXT.noObject);
        this._requirements = this._engine.bundle.requirements(this.objectApiName);
        if (!this.recordId) {
            this._record = {};
            this.askContext();
            return;
        }
        this.askFor(this.recordId);
    }

    // The frame cannot search Salesforce, but can say whom a lookup leads to.
    namesOfParents(uiRecord) {
        const description = this._describe(this.objectApiName);
        const names = displayValuesOf(uiRecord, description);
        const named = [...description.lookups.values()].filter(({ name }) => this._record[name] && names[name]);
        return Object.fromEntries(named.map(({ name }) => [name, [{ id: this._record[name], name: names[name] }]]));
    }

    /** Loads the record with all that its rules read, and the names of the records it leads to. */
    askFor(id) {
        const description = this._describe(this.objectApiName);
        const lookups = [...description.lookups.values()].map(({ name }) => name);
        this.optionalFields = fieldsToLoad(this.objectApiName, this._requirements, lookups, description);
        this.idToLoad = id;
    }

    askContext(recordTypeId) {
        if (this.subject) return;
        this.subject = { objectApiName: this.objectApiName, recordTypeId, requirements: this._requirements };
    }

    handleContext(event) {
        const { context, problem } = event.detail;
        this._context = context;
        if (problem) this.problem = fill(TEXT.contextUnread, problem);
        this.openRecord();
    }

    /** Opens the record in the frame once all is there; again when it changed in Salesforce, unless the user is at work on it. */
    openRecord() {
        if (!this._isFrameReady || !this._record || !this._context) return;
        if (this._isChanged || this._record === this._opened) return;
        const record = this._record;
        this._opened = record;
        const isSaved = Boolean(this.idToLoad);
        this._bridge.send("open", {
            bundle: this._engine.rules,
            request: {
                object: this.objectApiName,
                operation: isSaved ? "update" : "insert",
                record,
                ...(isSaved && { prior: record }),
                context: this._context
            },
            choices: this._choices,
            theme: "light", // as the page around it
            language: LANGUAGE,
            locale: LOCALE,
            timeZone: TIME_ZONE,
            currency: CURRENCY
        });
    }

    resize(message) {
        this.shownHeight = heightOf(message) ?? this.shownHeight;
    }

    /** After an edit of a lookup, the frame forgets its parent: the new one is loaded and handed in. */
    follow({ field, value }) {
        if (!this._record) return;
        this._isChanged = true;
        const lookup = this._describe(this.objectApiName).byName.get(field);
        if (!lookup?.relationshipName || typeof value !== "string" || lookup.referenceTo.length !== 1) return;
        const request = parentRequestOf(lookup, lookup.referenceTo[0], value, this._requirements);
        if (!request) return;
        this._parent = { id: value, relationshipName: lookup.relationshipName };
        this.parentRequests = [request];
    }

    async save({ id, fields }) {
        try {
            const savedId = await this.write(fields);
            this._isChanged = false;
            this._bridge.send("answer", { id, saved: true });
            this.dispatchEvent(new CustomEvent("recordsaved", { detail: { id: savedId } }));
        } catch (error) {
            this._bridge.send("answer", { id, saved: false, messages: messagesOfSaveError(error) });
        }
    }

    // Whatever Id the frame sends, it is this page's record that is saved.
    async write(fields) {
        if (!this._record || fields === null || typeof fields !== "object") throw new Error(TEXT.notSaved);
        const uiFields = uiFieldsOf(fields, this._describe(this.objectApiName));
        if (this.idToLoad) {
            await updateRecord({ fields: { ...uiFields, Id: this.idToLoad } });
            return this.idToLoad;
        }
        const { id } = await createRecord({ apiName: this.objectApiName, fields: uiFields });
        this.askFor(id);
        return id;
    }
}
