import { createElement } from "lwc";
import PresaveField from "c/presaveField";

const BASE = { name: "F__c", label: "F", required: false, editable: true };

function showField(description, properties = {}) {
    const element = createElement("c-presave-field", { is: PresaveField });
    Object.assign(element, { field: { ...BASE, ...description }, messages: [] }, properties);
    document.body.appendChild(element);
    return { element, control: element.shadowRoot.querySelector("[data-control]") };
}

/** What the field tells its form when its control changes. */
function changeBy(description, detail) {
    const { element, control } = showField(description);
    const listener = jest.fn();
    element.addEventListener("fieldchange", listener);
    control.dispatchEvent(new CustomEvent("change", { detail }));
    return listener.mock.calls[0][0].detail;
}

describe("c-presave-field", () => {
    afterEach(() => document.body.replaceChildren());

    it.each([
        ["Text", "LIGHTNING-INPUT", "text"],
        ["Email", "LIGHTNING-INPUT", "text"],
        ["Phone", "LIGHTNING-INPUT", "tel"],
        ["Date", "LIGHTNING-INPUT", "date"],
        ["DateTime", "LIGHTNING-INPUT", "datetime"],
        ["Time", "LIGHTNING-INPUT", "time"],
        ["Number", "LIGHTNING-INPUT", "number"],
        ["Checkbox", "LIGHTNING-INPUT", "checkbox"],
        ["Lookup", "LIGHTNING-INPUT", "text"],
        ["Location", "LIGHTNING-INPUT-LOCATION", undefined],
        ["LongTextArea", "LIGHTNING-TEXTAREA", undefined],
        ["Picklist", "LIGHTNING-COMBOBOX", undefined],
        ["MultiselectPicklist", "LIGHTNING-DUAL-LISTBOX", undefined]
    ])("shows %s as %s %s", (fieldType, tag, inputType) => {
        const { control } = showField({ type: fieldType });
        expect(control.tagName).toBe(tag);
        expect(control.type).toBe(inputType);
        expect(control.label).toBe("F");
    });

    it("keeps percents in points and the scale as step", () => {
        const { control } = showField({ type: "Percent", scale: 2 }, { value: 12.5 });
        expect([control.formatter, control.step, control.value]).toEqual(["percent-fixed", "0.01", "12.5"]);
    });

    it("lets a picklist be blank where it may be", () => {
        const values = [{ label: "One", value: "1" }];
        expect(showField({ type: "Picklist", values }).control.options).toEqual([
            { label: "--None--", value: "" },
            { label: "One", value: "1" }
        ]);
        expect(showField({ type: "Picklist", values, required: true }).control.options).toEqual(values);
    });

    it("offers the records of a lookup where the page has them", () => {
        const choices = [{ label: "Ada", value: "003", record: { Name: "Ada" } }];
        const { control } = showField({ type: "Lookup", required: true }, { choices });
        expect(control.tagName).toBe("LIGHTNING-COMBOBOX");
        expect(control.options).toEqual([{ label: "Ada", value: "003" }]);
    });

    it("gives values as records have them", () => {
        expect(changeBy({ type: "Text" }, { value: "x" })).toEqual({ name: "F__c", value: "x" });
        expect(changeBy({ type: "Date" }, { value: "" })).toEqual({ name: "F__c", value: null });
        expect(changeBy({ type: "Checkbox" }, { checked: false })).toEqual({ name: "F__c", value: false });
        expect(changeBy({ type: "MultiselectPicklist" }, { value: ["A", "B"] })).toEqual({ name: "F__c", value: "A;B" });
        expect(changeBy({ type: "MultiselectPicklist" }, { value: [] })).toEqual({ name: "F__c", value: null });
    });

    it("leaves the control its own text, and takes over what the form sets later", async () => {
        const { element, control } = showField({ type: "Date" }, { value: "2026-05-01" });
        control.dispatchEvent(new CustomEvent("change", { detail: { value: null } }));
        element.value = null;
        await Promise.resolve();
        expect(control.value).toBe("2026-05-01");
        element.value = "2026-06-01";
        await Promise.resolve();
        expect(control.value).toBe("2026-06-01");
    });

    it("lets the control speak of what it cannot read", async () => {
        const { element, control } = showField({ type: "Date" });
        control.validity = { badInput: true };
        control.setCustomValidity = jest.fn();
        element.messages = ["Required fields are missing"];
        await Promise.resolve();
        expect(element.isUnreadable).toBe(true);
        expect(control.setCustomValidity).toHaveBeenLastCalledWith("");
    });

    it("lets the control say what is missing", () => {
        const { element, control } = showField({ type: "Text", required: true });
        expect(element.checkValidity()).toBe(true);
        control.reportValidity = jest.fn();
        control.validity = { valueMissing: true };
        expect(element.checkValidity()).toBe(false);
        expect(control.reportValidity).toHaveBeenCalledTimes(1);
        control.validity = { badInput: true };
        expect(element.checkValidity()).toBe(false);
    });

    it("picks the record of a lookup to one kind of record", () => {
        const { element, control } = showField({ type: "Lookup", referenceTo: ["Host__c"] });
        expect([control.tagName, control.objectApiName]).toEqual(["LIGHTNING-RECORD-PICKER", "Host__c"]);
        const listener = jest.fn();
        element.addEventListener("fieldchange", listener);
        control.dispatchEvent(new CustomEvent("change", { detail: { recordId: "a01000000000001AAA" } }));
        control.dispatchEvent(new CustomEvent("change", { detail: { recordId: null } }));
        expect(listener.mock.calls.map(([event]) => event.detail.value)).toEqual(["a01000000000001AAA", null]);
    });

    it("lets one choose the kind of a lookup to several, and tells it with the record", () => {
        const field = { type: "Lookup", referenceTo: ["Host__c", "Guest__c"] };
        expect(showField(field).control.tagName).toBe("C-PRESAVE-LOOKUP");
        const detail = changeBy(field, { recordId: "a03000000000001AAA", objectApiName: "Guest__c" });
        expect(detail).toEqual({ name: "F__c", value: "a03000000000001AAA", kind: "Guest__c" });
    });

    it("gives a location in one piece, and says below what is wrong with it", () => {
        const { element, control } = showField({ type: "Location" }, { messages: ["Too far"] });
        const listener = jest.fn();
        element.addEventListener("fieldchange", listener);
        Object.assign(control, { latitude: "48.1", longitude: "" });
        control.dispatchEvent(new CustomEvent("change"));
        Object.assign(control, { latitude: "", longitude: "" });
        control.dispatchEvent(new CustomEvent("change"));
        expect(listener.mock.calls.map(([event]) => event.detail.value)).toEqual([{ latitude: 48.1, longitude: null }, null]);
        expect(element.shadowRoot.querySelector("[data-help]").textContent).toBe("Too far");
    });

    it("is accessible", async () => {
        await expect(showField({ type: "Text" }, { messages: ["No"] }).element).toBeAccessible();
    });
});
