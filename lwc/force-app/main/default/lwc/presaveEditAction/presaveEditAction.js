// The record form as a quick action of a record page.
import { LightningElement, api } from "lwc";
import { CloseActionScreenEvent } from "lightning/actions";
import { TEXT } from "c/presaveText";

export default class PresaveEditAction extends LightningElement {
    @api recordId;
    @api objectApiName;

    words = TEXT;

    /** The platform sets both only after the action was opened. */
    get isReady() {
        return Boolean(this.recordId && this.objectApiName);
    }

    handleClose() {
        this.dispatchEvent(new CloseActionScreenEvent());
    }
}
