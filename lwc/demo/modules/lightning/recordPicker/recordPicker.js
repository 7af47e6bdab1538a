// lightning-record-picker outside the platform: all records of the object in a list.
import { LightningElement, api } from "lwc";
import { recordsOf } from "demo/org";

export default class RecordPicker extends LightningElement {
    @api label;
    @api fieldLevelHelp;
    @api objectApiName;
    @api required = false;
    @api value;

    options = [];

    async connectedCallback() {
        const records = await recordsOf(this.objectApiName);
        this.options = records.map(({ Id, Name }) => ({ value: Id, label: Name }));
    }

    @api
    setCustomValidity(text) {
        this.control.setCustomValidity(text);
    }

    @api
    reportValidity() {
        return this.control.reportValidity();
    }

    get control() {
        return this.template.querySelector("lightning-combobox");
    }

    handleChange(event) {
        event.stopPropagation();
        const recordId = event.detail.value;
        this.dispatchEvent(new CustomEvent("change", { detail: { recordId } }));
    }
}
