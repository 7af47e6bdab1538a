// A lookup to records of several kinds ("Owner"): first the kind, then the record. Towards a field it is one control.
import { LightningElement, api, wire } from "lwc";
import { getObjectInfos } from "lightning/uiObjectInfoApi";
import { TEXT, fill } from "c/presaveText";

export default class PresaveLookup extends LightningElement {
    @api label;
    @api fieldLevelHelp;
    @api required = false;
    /** The kinds of records, by their API names. */
    @api objectApiNames = [];
    @api value;

    _chosenKind;
    _infos = [];

    /** A kind that the user may not see has no answer: it keeps its API name, and the picker offers none of its records. */
    @wire(getObjectInfos, { objectApiNames: "$objectApiNames" })
    wiredInfos({ data }) {
        if (data) this._infos = data.results.filter(({ statusCode }) => statusCode === 200).map(({ result }) => result);
    }

    get kindLabel() {
        return fill(TEXT.kindOf, this.label);
    }

    get kinds() {
        return this.objectApiNames.map((name) => ({ value: name, label: this.infoOf(name)?.label ?? name }));
    }

    /** The chosen one; else that of the record which stands there, told by the beginning of its Id. */
    get kind() {
        const prefix = (this.value ?? "").slice(0, 3);
        const ofValue = this._infos.find(({ keyPrefix }) => keyPrefix && keyPrefix === prefix)?.apiName;
        return this._chosenKind ?? ofValue ?? this.objectApiNames[0];
    }

    @api
    get validity() {
        return this.picker?.validity;
    }

    @api
    setCustomValidity(text) {
        this.picker.setCustomValidity(text);
    }

    @api
    reportValidity() {
        return this.picker.reportValidity();
    }

    @api
    focus() {
        this.picker?.focus();
    }

    get picker() {
        return this.template.querySelector("[data-record]");
    }

    infoOf(name) {
        return this._infos.find(({ apiName }) => apiName === name);
    }

    // What was chosen is a record of another kind.
    handleKind(event) {
        event.stopPropagation();
        this._chosenKind = event.detail.value;
        this.tell(null);
    }

    handleRecord(event) {
        event.stopPropagation();
        this.tell(event.detail.recordId);
    }

    tell(recordId) {
        this.dispatchEvent(new CustomEvent("change", { detail: { recordId, objectApiName: this.kind } }));
    }
}
