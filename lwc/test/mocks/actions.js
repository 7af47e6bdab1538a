// lightning/actions: what a quick action tells the page that it is done.
export class CloseActionScreenEvent extends CustomEvent {
    constructor() {
        super("lightning__actionsclosescreen", { bubbles: true, composed: true });
    }
}
