// Hosts a page of the Presave server (or any page that speaks the frame protocol) in an iframe: for orgs whose pages
// do not let components run WebAssembly. The frame may save the page's own record, and no other.
import { LightningElement, api } from "lwc";
import LANGUAGE from "@salesforce/i18n/lang";
import TIME_ZONE from "@salesforce/i18n/timeZone";
import loadSettings from "@salesforce/apex/PresaveSettings.load";
import { notifyRecordUpdateAvailable, updateRecord } from "lightning/uiRecordApi";
import { FrameBridge, frameAddress, heightOf } from "c/presaveFrameBridge";
import { messagesOfSaveError } from "c/presaveMessages";
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
    _url;
    _bridge;
    _timer;

    async connectedCallback() {
        try {
            await this.open();
        } catch (error) {
            this.problem = fill(TEXT.settingsUnread, reasonOf(error));
        }
    }

    disconnectedCallback() {
        this._bridge?.close();
        clearTimeout(this._timer);
    }

    get frameStyle() {
        return `width: 100%; border: 0; height: ${this.shownHeight ?? this.height}px`;
    }

    async open() {
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
                save: (message) => this.save(message),
                saved: () => this.tellSaved()
            }
        });
        this.source = this._url.href;
        // eslint-disable-next-line @lwc/lwc/no-async-operation
        this._timer = setTimeout(() => this.giveUp(), PATIENCE);
    }

    giveUp() {
        this.problem = fill(TEXT.frameSilent, this._url.href, this._url.origin);
    }

    greet() {
        clearTimeout(this._timer);
        this.problem = undefined;
        this._bridge.send("open", {
            object: this.objectApiName ?? null,
            recordId: this.recordId ?? null,
            language: LANGUAGE ?? null,
            timeZone: TIME_ZONE ?? null
        });
    }

    resize(message) {
        this.shownHeight = heightOf(message) ?? this.shownHeight;
    }

    /** Saves fields of the page's record on the frame's behalf, with the user's own rights, and answers. */
    async save({ id, fields }) {
        try {
            if (!this.recordId || fields === null || typeof fields !== "object") throw new Error(TEXT.notSaved);
            await updateRecord({ fields: { ...fields, Id: this.recordId } });
            this._bridge.send("answer", { id, saved: true });
            this.tellSaved();
        } catch (error) {
            this._bridge.send("answer", { id, saved: false, messages: messagesOfSaveError(error) });
        }
    }

    async tellSaved() {
        if (!this.recordId) return;
        await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
        this.dispatchEvent(new CustomEvent("recordsaved", { detail: { id: this.recordId } }));
    }
}
