// lightning-quick-action-panel outside the platform.
import { LightningElement, api } from "lwc";

export default class QuickActionPanel extends LightningElement {
    @api header;
}
