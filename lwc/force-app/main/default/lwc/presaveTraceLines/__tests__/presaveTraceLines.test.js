import { repairLines, traceLines, verdictText } from "c/presaveTraceLines";
import { loadedBundle } from "../../../../../../test/world";

describe("c-presave-trace-lines", () => {
    let explanation;

    beforeAll(async () => {
        const bundle = await loadedBundle();
        const record = { Start__c: "2026-05-01", End__c: "2026-05-20", Stage__c: "Planned", Topics__c: "Wine" };
        explanation = (rule, more) => bundle.explain(rule, { object: "Visit__c", operation: "insert", record: { ...record, ...more } });
    });

    it("puts each line's value beside it and its parts' values under their places", () => {
        const [line] = traceLines(explanation("LENGTH_IS_SHORT"));
        expect(line).toMatchObject({ text: "Length__c > 10", value: "TRUE", valueClass: "slds-text-color_success" });
        expect(line.under).toEqual([{ key: 0, text: "19" }]);
    });

    it("leads down to values that would touch each other", () => {
        const [{ under }] = traceLines(explanation("END_AFTER_START", { End__c: "2026-04-01" }));
        const rows = under.map(({ text }) => text);
        expect(rows.join("\n")).toContain("2026-04-01");
        expect(rows[0].indexOf("2026-05-01")).toBe("End__c < ".length);
        expect(rows[rows.length - 1].startsWith("2026-04-01")).toBe(true);
    });

    it("does not show values of what was not evaluated", () => {
        const lines = traceLines(explanation("NO_WINE_WHEN_PLANNED", { Stage__c: "Over" }));
        expect(lines.map(({ value }) => value)).toContain("not evaluated");
        expect(lines.flatMap(({ under }) => under).map(({ text }) => text.trim())).toEqual(["Over"]);
    });

    it("cuts long values and says blank", () => {
        const parts = [
            { state: "evaluated", value: "x".repeat(100) },
            { state: "evaluated", value: null },
            { state: "faulted", message: "Division by zero." },
            { state: "undetermined" }
        ];
        const lines = parts.map((part, index) => ({ text: "F", part: index, under: [{ part: index, column: 0 }] }));
        const traced = traceLines({ lines, parts });
        expect(traced[0].under[0].text).toHaveLength(24);
        expect(traced.slice(1).map(({ value }) => value)).toEqual(["blank", "fails: Division by zero.", "unknown"]);
    });

    it("says in words what would make the rule accept the record", () => {
        const [first] = repairLines(explanation("LENGTH_IS_SHORT", { Topics__c: null }).repair, (name) => `<${name}>`);
        expect(first.text).toBe("<End__c> from 2026-05-20 to 2026-05-11");
        const changes = [{ fields: [{ field: "F", from: null, to: true }], otherFailures: 1 }];
        expect(repairLines({ changes }, (name) => name)[0].text).toBe("F from blank to TRUE; other rules would still refuse it");
    });

    it.each([
        [{ verdict: "pass" }, "This rule accepts the record."],
        [{ verdict: "fail", message: "No." }, "This rule refuses the record: No."],
        [{ verdict: "faulted", why: "Division by zero." }, "so Salesforce does not save it: Division by zero."],
        [{ verdict: "undetermined", why: "X is not loaded." }, "cannot be decided here: X is not loaded."]
    ])("says the verdict %j", (verdict, text) => {
        expect(verdictText(verdict)).toContain(text);
    });
});
