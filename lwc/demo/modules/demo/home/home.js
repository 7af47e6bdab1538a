// The demo's page: one component at a time, chosen by ?show= in the address.
import { LightningElement } from "lwc";

const VIEWS = ["form", "new"];
const RENTAL_ID = "a035e0000000001AAA";

export default class Home extends LightningElement {
    rentalId = RENTAL_ID;
    shown = new URLSearchParams(window.location.search).get("show") ?? "form";

    get views() {
        const parameters = new URLSearchParams(window.location.search);
        return VIEWS.map((name) => {
            parameters.set("show", name);
            return { name, address: `?${parameters}` };
        });
    }

    get isForm() {
        return this.shown === "form";
    }

    get isNew() {
        return this.shown === "new";
    }
}
