// The demo's page: one component at a time, chosen by ?show= in the address; ?address= is what the frame shows.
import { LightningElement } from "lwc";

const asked = new URLSearchParams(window.location.search);
const VIEWS = ["form", "new", "trace", "csv", "frame", "action", "flow", "speed"];

export default class Home extends LightningElement {
    object = "Rental__c";
    rentalId = "a035e0000000001AAA";
    framed = asked.get("address") ?? new URL("frame.html", window.location.href).href;
    flowRecord = { StartDate__c: "2030-03-01", EndDate__c: "2030-02-27" };
    flowStatus = "";
    isActionOpen = true;

    get is() {
        const shown = asked.get("show") ?? VIEWS[0];
        return Object.fromEntries(VIEWS.map((name) => [name, name === shown]));
    }

    get views() {
        const parameters = new URLSearchParams(asked);
        return VIEWS.map((name) => {
            parameters.set("show", name);
            return { name, address: `?${parameters}` };
        });
    }

    handleClose() {
        this.isActionOpen = false;
    }

    /** What a flow does when its Next button is pressed. */
    handleNext() {
        const { isValid, errorMessage } = this.template.querySelector("c-presave-flow-screen").validate();
        this.flowStatus = isValid ? "The flow goes on." : errorMessage;
    }
}
