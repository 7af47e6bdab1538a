// One field that the user reads and does not change: a formula field as it would be saved, a name, a number of
// Salesforce's own. Messages stand under it as they stand under inputs.
import { LightningElement, api } from "lwc";
import TIME_ZONE from "@salesforce/i18n/timeZone";
import { TEXT } from "c/presaveText";

const NUMBER_STYLES = { Number: "decimal", Currency: "currency", Percent: "percent-fixed", Summary: "decimal" };

export default class PresaveOutput extends LightningElement {
    /** The field's description. */
    @api field;
    @api value;
    /** What Salesforce shows for the value, where the page knows it. */
    @api displayValue;
    /** The texts to show at the field. */
    @api messages = [];

    timeZone = TIME_ZONE;

    get isBlank() {
        return this.value === undefined || this.value === null || this.value === "";
    }

    get isNumber() {
        return !this.isBlank && this.field.type in NUMBER_STYLES;
    }

    get isDate() {
        return !this.isBlank && this.field.type === "Date";
    }

    get isDateTime() {
        return !this.isBlank && this.field.type === "DateTime";
    }

    get numberStyle() {
        return NUMBER_STYLES[this.field.type];
    }

    get text() {
        if (this.field.type === "Checkbox") return this.value === true ? TEXT.yes : TEXT.no;
        if (this.isBlank) return "";
        const chosen = this.field.values?.find(({ value }) => value === this.value);
        return this.displayValue ?? chosen?.label ?? String(this.value);
    }

    get hasMessages() {
        return this.messages?.length > 0;
    }

    get messageText() {
        return this.messages.join(" ");
    }

    get elementClass() {
        return this.hasMessages ? "slds-form-element slds-has-error" : "slds-form-element";
    }
}
