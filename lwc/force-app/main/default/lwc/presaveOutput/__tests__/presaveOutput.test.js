import { createElement } from "lwc";
import PresaveOutput from "c/presaveOutput";

function show(field, properties = {}) {
    const element = createElement("c-presave-output", { is: PresaveOutput });
    Object.assign(element, { field: { name: "F__c", label: "F", ...field }, ...properties });
    document.body.appendChild(element);
    return element;
}

const shown = (element) => element.shadowRoot.querySelector("[data-output]").firstElementChild;

describe("c-presave-output", () => {
    afterEach(() => document.body.replaceChildren());

    it.each([
        ["Currency", "1944.5", "LIGHTNING-FORMATTED-NUMBER"],
        ["Date", "2026-05-01", "LIGHTNING-FORMATTED-DATE-TIME"],
        ["DateTime", "2026-05-01T08:00:00.000Z", "LIGHTNING-FORMATTED-DATE-TIME"],
        ["Text", "x", "LIGHTNING-FORMATTED-TEXT"],
        ["Currency", null, "LIGHTNING-FORMATTED-TEXT"]
    ])("shows %s %s in %s", (type, value, tag) => {
        expect(shown(show({ type }, { value })).tagName).toBe(tag);
    });

    it("shows a day as that day, in every time zone", () => {
        expect(shown(show({ type: "Date" }, { value: "2026-05-01" })).timeZone).toBe("UTC");
        expect(shown(show({ type: "DateTime" }, { value: "2026-05-01T23:30:00.000Z" })).timeZone).toBe("Europe/Berlin");
    });

    it("prefers Salesforce's words to the stored value", () => {
        const values = [{ value: "a", label: "Alpha" }];
        expect(shown(show({ type: "Picklist", values }, { value: "a" })).value).toBe("Alpha");
        expect(shown(show({ type: "Lookup" }, { value: "001", displayValue: "Ada" })).value).toBe("Ada");
        expect(shown(show({ type: "Checkbox" }, { value: true })).value).toBe("Yes");
        expect(shown(show({ type: "Checkbox" }, {})).value).toBe("No");
    });

    it("keeps the field's scale", () => {
        const number = shown(show({ type: "Percent", scale: 2 }, { value: "12.5" }));
        expect([number.formatStyle, number.minimumFractionDigits, number.maximumFractionDigits]).toEqual(["percent-fixed", 2, 2]);
    });

    it("says what is wrong with it, and is accessible", async () => {
        const element = show({ type: "Text" }, { value: "x", messages: ["No", "Never"] });
        expect(element.shadowRoot.querySelector("[data-help]").textContent).toBe("No Never");
        await expect(element).toBeAccessible();
    });
});
