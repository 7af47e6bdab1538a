// lightning/flowSupport with what an attribute's change carries, which the stub of sfdx-lwc-jest leaves out.
export class FlowAttributeChangeEvent extends CustomEvent {
    constructor(attributeName, attributeValue) {
        super("lightning__flowattributechange", {
            bubbles: true,
            composed: true,
            detail: { attributeName, attributeValue }
        });
    }
}
