import { createElement } from "lwc";
import { getRecord } from "lightning/uiRecordApi";
import PresaveRuleTrace from "c/presaveRuleTrace";
import { VISIT_ID, loadedBundle, settled, uiRecord } from "../../../../../../test/world";

const STORED = { Start__c: "2026-05-01", End__c: "2026-05-20", Stage__c: "Planned", Topics__c: null, Done__c: false };

async function open(properties) {
    await loadedBundle();
    const trace = createElement("c-presave-rule-trace", { is: PresaveRuleTrace });
    Object.assign(trace, { objectApiName: "Visit__c" }, properties);
    document.body.appendChild(trace);
    await settled();
    return trace;
}

async function openStored(properties) {
    const trace = await open({ recordId: VISIT_ID, ...properties });
    getRecord.emit(uiRecord("Visit__c", STORED));
    await settled();
    return trace;
}

const all = (trace, selector) => [...trace.shadowRoot.querySelectorAll(selector)];
const texts = (trace, selector) => all(trace, selector).map(({ textContent }) => textContent);

describe("c-presave-rule-trace", () => {
    afterEach(() => document.body.replaceChildren());

    it("begins with the first rule that refuses the record, formula fields and what would help below", async () => {
        const trace = await openStored();
        expect(texts(trace, "[data-verdict]")).toEqual(["This rule refuses the record: At most ten days."]);
        expect(texts(trace, "caption")).toEqual(["LENGTH_IS_SHORT", "Length__c is computed as"]);
        expect(texts(trace, "[data-value]")[0]).toBe("TRUE");
        expect(texts(trace, "[data-repair]")).toContain("End from 2026-05-20 to 2026-05-11");
        await expect(trace).toBeAccessible();
    });

    it("asks for all that the rules read", async () => {
        await open({ recordId: VISIT_ID });
        expect(getRecord.getLastConfig().optionalFields).toEqual(expect.arrayContaining(["Visit__c.Host__r.Closed__c"]));
    });

    it("marks the rules that refuse, and shows the one that is chosen", async () => {
        const trace = await openStored();
        const [box] = all(trace, "lightning-combobox");
        expect(box.options.filter(({ label }) => label.startsWith("✗")).map(({ value }) => value)).toEqual(["LENGTH_IS_SHORT"]);
        box.dispatchEvent(new CustomEvent("change", { detail: { value: "END_AFTER_START" } }));
        await settled();
        expect(texts(trace, "[data-verdict]")).toEqual(["This rule accepts the record."]);
        expect(all(trace, "[data-repair]")).toEqual([]);
    });

    it("begins with the rule that the page names", async () => {
        const trace = await openStored({ ruleName: "OVER_IS_DONE" });
        expect(texts(trace, "caption")[0]).toBe("OVER_IS_DONE");
    });

    it("looks at a record that is not saved, and again when it changes", async () => {
        const trace = await open({ record: { ...STORED, End__c: "2026-05-02" } });
        expect(texts(trace, "[data-verdict]")).toEqual(["This rule accepts the record."]);
        trace.record = { ...STORED, End__c: "2026-04-01" };
        await settled();
        expect(texts(trace, "[data-verdict]")[0]).toMatch(/end is before the start/);
    });

    it("says what it cannot do without", async () => {
        const problem = async (properties) => texts(await open(properties), "[data-problem]")[0];
        expect(await problem({ objectApiName: "Host__c" })).toMatch(/Host__c.*no active validation rule/);
        expect(await problem({ objectApiName: undefined })).toMatch(/object's API name/);
        expect(await problem({ record: {}, ruleName: "NOT_THERE" })).toMatch(/NOT_THERE/);
        const trace = await open({ recordId: VISIT_ID });
        getRecord.error({ message: "The record was deleted." });
        await settled();
        expect(texts(trace, "[data-problem]")).toEqual(["The record was deleted."]);
        await expect(trace).toBeAccessible();
    });
});
