// lightning/actions outside the platform.
export class CloseActionScreenEvent extends CustomEvent {
    constructor() {
        super("closeaction", { bubbles: true, composed: true });
    }
}
