import { createElement } from "lwc";
import PresaveEditAction from "c/presaveEditAction";
import { VISIT_ID, settled } from "../../../../../../test/world";

describe("c-presave-edit-action", () => {
    afterEach(() => document.body.replaceChildren());

    async function open() {
        const action = createElement("c-presave-edit-action", { is: PresaveEditAction });
        document.body.appendChild(action);
        Object.assign(action, { recordId: VISIT_ID, objectApiName: "Visit__c" });
        await settled();
        return action;
    }

    const formOf = (action) => action.shadowRoot.querySelector("c-presave-record-form");

    it("shows the form once the platform has said which record", async () => {
        const action = await open();
        expect(formOf(action)).toMatchObject({ recordId: VISIT_ID, objectApiName: "Visit__c", showCancel: true });
        await expect(action).toBeAccessible();
    });

    it.each(["recordsaved", "cancel"])("closes on %s", async (name) => {
        const action = await open();
        const closed = jest.fn();
        action.addEventListener("lightning__actionsclosescreen", closed);
        formOf(action).dispatchEvent(new CustomEvent(name));
        expect(closed).toHaveBeenCalledTimes(1);
    });
});
