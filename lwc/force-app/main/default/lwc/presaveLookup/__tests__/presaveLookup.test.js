// The control over the platform's wire: the kinds by their labels, and what the form hears.
import { createElement } from "lwc";
import { getObjectInfos } from "lightning/uiObjectInfoApi";
import PresaveLookup from "c/presaveLookup";

const KINDS = ["Host__c", "Guest__c"];
const info = (apiName, label, keyPrefix) => ({ statusCode: 200, result: { apiName, label, keyPrefix } });

async function show(properties = {}) {
    const element = createElement("c-presave-lookup", { is: PresaveLookup });
    Object.assign(element, { label: "Met by", objectApiNames: KINDS }, properties);
    document.body.appendChild(element);
    getObjectInfos.emit({ results: [info("Host__c", "Host", "a01"), info("Guest__c", "Guest", "a03")] });
    await Promise.resolve();
    const listener = jest.fn();
    element.addEventListener("change", ({ detail }) => listener(detail));
    const find = (selector) => element.shadowRoot.querySelector(selector);
    return { element, kind: find("[data-kind]"), record: find("[data-record]"), listener };
}

const change = async (control, detail) => {
    control.dispatchEvent(new CustomEvent("change", { detail }));
    await Promise.resolve();
};

describe("c-presave-lookup", () => {
    afterEach(() => document.body.replaceChildren());

    it("offers the kinds by their labels, and records of the first one", async () => {
        const { kind, record } = await show();
        expect(kind.label).toBe("Kind of record for Met by");
        expect(kind.options).toEqual([
            { value: "Host__c", label: "Host" },
            { value: "Guest__c", label: "Guest" }
        ]);
        expect([kind.value, record.objectApiName]).toEqual(["Host__c", "Host__c"]);
    });

    it("knows the kind of the record that stands there by its Id", async () => {
        const { record } = await show({ value: "a03000000000001AAA" });
        expect([record.objectApiName, record.value]).toEqual(["Guest__c", "a03000000000001AAA"]);
    });

    it("tells the record with its kind, and that a change of the kind leaves none", async () => {
        const { kind, record, listener } = await show({ value: "a01000000000001AAA" });
        await change(kind, { value: "Guest__c" });
        expect(record.objectApiName).toBe("Guest__c");
        await change(record, { recordId: "a03000000000001AAA" });
        expect(listener.mock.calls).toEqual([
            [{ recordId: null, objectApiName: "Guest__c" }],
            [{ recordId: "a03000000000001AAA", objectApiName: "Guest__c" }]
        ]);
    });

    it("names a kind that the user may not see by its API name", async () => {
        const { kind } = await show({ objectApiNames: ["Host__c", "Secret__c"] });
        expect(kind.options[1]).toEqual({ value: "Secret__c", label: "Secret__c" });
    });

    it("is accessible", async () => {
        await expect((await show()).element).toBeAccessible();
    });
});
