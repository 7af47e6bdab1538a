// The record form in a screen of a flow: the flow goes on only when the rules accept the record, and gets it with
// the user's changes. Saving is the flow's own business.
import { LightningElement, api } from "lwc";
import { FlowAttributeChangeEvent } from "lightning/flowSupport";
import { TEXT } from "c/presaveText";

export default class PresaveFlowScreen extends LightningElement {
    @api objectApiName;
    /** The fields to show in order, separated by commas; without it the page layout decides. */
    @api fieldNames;
    /** The flow's record: what the form starts with, and with the user's changes what the flow goes on with. */
    @api
    get record() {
        return this._record;
    }
    set record(record) {
        this._record = record;
        // The flow gives back what this screen has told it; the form has that already.
        this._start ??= record;
    }
    _record;
    _start;

    get recordId() {
        return this._start?.Id;
    }

    /** A saved record is loaded by the form; what the flow has changed in it is laid over. */
    get startingValues() {
        if (!this._start) return undefined;
        const values = Object.entries(this._start).filter(([name, value]) => name !== "Id" && !isParent(value));
        return Object.fromEntries(values);
    }

    get form() {
        return this.template.querySelector("c-presave-record-form");
    }

    /** Asked by the flow before it goes on. */
    @api
    validate() {
        return this.form?.checkValidity() ? { isValid: true } : { isValid: false, errorMessage: TEXT.flowInvalid };
    }

    handleChange(event) {
        this._record = { ...this._record, ...event.detail.changes };
        this.dispatchEvent(new FlowAttributeChangeEvent("record", this._record));
    }
}

function isParent(value) {
    return value !== null && typeof value === "object" && !("latitude" in value);
}
