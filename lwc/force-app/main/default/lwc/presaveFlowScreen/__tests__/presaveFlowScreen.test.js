// The screen over the real engine: what lets a flow go on, and what it goes on with.
import { createElement } from "lwc";
import { getRecord, getRecordCreateDefaults } from "lightning/uiRecordApi";
import { getObjectInfo, getPicklistValuesByRecordType } from "lightning/uiObjectInfoApi";
import PresaveFlowScreen from "c/presaveFlowScreen";
import * as world from "../../../../../../test/world";

async function open(record) {
    await world.loadedBundle();
    const screen = createElement("c-presave-flow-screen", { is: PresaveFlowScreen });
    Object.assign(screen, { objectApiName: "Visit__c", fieldNames: "Start__c, End__c, Host__c", record });
    document.body.appendChild(screen);
    await world.settled();
    getObjectInfo.emit(world.VISIT_INFO);
    if (record?.Id) getRecord.emit(world.uiRecord("Visit__c", { Start__c: "2026-05-01", End__c: "2026-05-03" }));
    await world.settled();
    getRecordCreateDefaults.emit(world.VISIT_DEFAULTS);
    getPicklistValuesByRecordType.emit(world.VISIT_PICKLISTS);
    await world.settled();
    return screen;
}

const editorOf = (screen) =>
    screen.shadowRoot.querySelector("c-presave-record-form").shadowRoot.querySelector("c-presave-record-editor");
const fieldOf = (screen, name) => editorOf(screen).shadowRoot.querySelector(`[data-name="${name}"]`);

async function type(screen, name, value) {
    fieldOf(screen, name).dispatchEvent(new CustomEvent("fieldchange", { detail: { name, value } }));
    await world.settled();
}

describe("c-presave-flow-screen", () => {
    afterEach(() => document.body.replaceChildren());

    it("holds the flow back until the rules accept the record, and shows why", async () => {
        const screen = await open();
        expect(screen.validate()).toEqual({ isValid: false, errorMessage: "Mend what the form marks first." });
        await world.settled();
        expect(fieldOf(screen, "Start__c").messages).toHaveLength(1);
        await type(screen, "Start__c", "2026-05-01");
        await type(screen, "End__c", "2026-05-02");
        expect(screen.validate()).toEqual({ isValid: true });
        await expect(screen).toBeAccessible();
    });

    it("holds the flow back while the form is not there yet", () => {
        const screen = createElement("c-presave-flow-screen", { is: PresaveFlowScreen });
        document.body.appendChild(screen);
        expect(screen.validate().isValid).toBe(false);
    });

    it("gives the flow its record with the user's changes", async () => {
        const screen = await open({ Id: world.VISIT_ID, Start__c: "2026-05-01", Notes__c: "kept" });
        const told = jest.fn();
        screen.addEventListener("lightning__flowattributechange", told);
        await type(screen, "End__c", "2026-05-07");
        expect(told.mock.calls[0][0].detail).toEqual({
            attributeName: "record",
            attributeValue: { Id: world.VISIT_ID, Start__c: "2026-05-01", Notes__c: "kept", End__c: "2026-05-07" }
        });
        expect(screen.record.End__c).toBe("2026-05-07");
    });

    it("shows what the flow has changed in a saved record, and decides over it", async () => {
        const screen = await open({ Id: world.VISIT_ID, End__c: "2026-04-01", Host__r: { Closed__c: true } });
        expect(fieldOf(screen, "End__c").value).toBe("2026-04-01");
        expect(fieldOf(screen, "Start__c").value).toBe("2026-05-01");
        expect(screen.validate().isValid).toBe(false);
        await world.settled();
        expect(fieldOf(screen, "End__c").messages).toEqual(["The end is before the start."]);
    });
});
