// One field of a form: the base component that fits its type, and the messages at it. It decides nothing.
import { LightningElement, api } from "lwc";
import TIME_ZONE from "@salesforce/i18n/timeZone";
import { TEXT } from "c/presaveText";

const NUMBER_FORMATTERS = { Number: "decimal", Currency: "currency", Percent: "percent-fixed" };
const LONG_TEXTS = new Set(["TextArea", "LongTextArea", "Html"]);
// Email and Url stay plain text: the org's rules say what is wrong with them, not the browser.
const INPUT_TYPES = { Date: "date", DateTime: "datetime", Time: "time", Phone: "tel" };

export default class PresaveField extends LightningElement {
    /** The field's description, from the bundle. */
    @api field;
    /** The values to choose from, [{label, value}]; without them a picklist offers all of its own. */
    @api choices;
    /** The texts to show at the field. */
    @api messages = [];

    timeZone = TIME_ZONE;
    words = TEXT;
    _value;
    _told;
    _shownText = "";
    _wasUnreadable = false;

    @api
    get value() {
        return this._value;
    }
    set value(value) {
        // What the control itself has said is not said back to it: it would lose text that is half typed.
        if (value !== this._told) this._value = value;
        this._told = undefined;
    }

    /** True where the user typed what is no value of the field's type; the control itself says so. */
    @api
    get isUnreadable() {
        return Boolean(this._control?.validity?.badInput);
    }

    /** Puts the cursor into the field. */
    @api
    focus() {
        this._control?.focus();
    }

    /** False where the control holds no value of its type, or none though one is required; the control then says so. */
    @api
    checkValidity() {
        const { badInput, valueMissing } = this._control?.validity ?? {};
        if (valueMissing) this._control.reportValidity();
        return !badInput && !valueMissing;
    }

    renderedCallback() {
        const unreadable = this.isUnreadable;
        const text = unreadable ? "" : this.messageText;
        if (text === this._shownText && unreadable === this._wasUnreadable) return;
        this._shownText = text;
        this._wasUnreadable = unreadable;
        if (this.isLocation) return;
        this._control.setCustomValidity(text);
        this._control.reportValidity();
    }

    get _control() {
        return this.template.querySelector("[data-control]");
    }

    /** Stands in the template too, so that new messages lead to renderedCallback. */
    get messageText() {
        return (this.messages ?? []).join(" ");
    }

    get isChoice() {
        return this.field.type === "Picklist" || (Boolean(this.choices) && !this.isManyChoices);
    }

    /** A lookup to one kind of record; where the page brings the records, it is another control. */
    get isRecordPicker() {
        return !this.choices && this.field.referenceTo?.length === 1;
    }

    get isLookupOfSeveralKinds() {
        return !this.choices && this.field.referenceTo?.length > 1;
    }

    get parentApiName() {
        return this.field.referenceTo[0];
    }

    get isLocation() {
        return this.field.type === "Location";
    }

    get latitude() {
        return this.value?.latitude;
    }

    get longitude() {
        return this.value?.longitude;
    }

    /** Its control has two inputs and takes no message for the whole, so the message stands below. */
    get locationMessage() {
        return this.isLocation ? this.messageText : "";
    }

    get isManyChoices() {
        return this.field.type === "MultiselectPicklist";
    }

    get isLongText() {
        return LONG_TEXTS.has(this.field.type);
    }

    get isCheckbox() {
        return this.field.type === "Checkbox";
    }

    get isNumber() {
        return this.field.type in NUMBER_FORMATTERS;
    }

    get formatter() {
        return NUMBER_FORMATTERS[this.field.type];
    }

    /** The smallest difference between two values: 0.01 for a scale of 2. */
    get step() {
        return this.field.scale === undefined ? "any" : (10 ** -this.field.scale).toFixed(this.field.scale);
    }

    get inputType() {
        return INPUT_TYPES[this.field.type] ?? "text";
    }

    get textValue() {
        return this.value === undefined || this.value === null ? "" : String(this.value);
    }

    get isChecked() {
        return this.value === true;
    }

    get chosenValues() {
        return this.textValue === "" ? [] : this.textValue.split(";");
    }

    get options() {
        const options = (this.choices ?? this.field.values ?? []).map(({ label, value }) => ({ label, value }));
        const mayBeBlank = this.isChoice && !this.field.required;
        return mayBeBlank ? [{ label: TEXT.none, value: "" }, ...options] : options;
    }

    handleValue(event) {
        this._tell(event.detail.value);
    }

    handleChecked(event) {
        this._tell(event.detail.checked);
    }

    handleChosen(event) {
        this._tell(event.detail.value.join(";"));
    }

    handlePicked(event) {
        this._tell(event.detail.recordId, event.detail.objectApiName);
    }

    handleLocation(event) {
        const { latitude, longitude } = event.target;
        this._tell(isNoNumber(latitude) && isNoNumber(longitude) ? null : { latitude: number(latitude), longitude: number(longitude) });
    }

    // Blank is null in a record, whatever the base component calls it. The kind is told of lookups to several.
    _tell(value, kind) {
        this._told = value === "" || value === undefined ? null : value;
        this.dispatchEvent(new CustomEvent("fieldchange", { detail: { name: this.field.name, value: this._told, kind } }));
    }
}

function isNoNumber(text) {
    return text === undefined || text === null || text === "";
}

function number(text) {
    return isNoNumber(text) ? null : Number(text);
}
