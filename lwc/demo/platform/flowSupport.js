// lightning/flowSupport outside the platform.
export class FlowAttributeChangeEvent extends CustomEvent {
    constructor(attributeName, attributeValue) {
        super("flowattributechange", { bubbles: true, composed: true, detail: { attributeName, attributeValue } });
    }
}
