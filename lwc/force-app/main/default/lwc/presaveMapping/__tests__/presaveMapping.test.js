// Rows through a mapping, over the real engine and the tests' rules.
import { RowMapping, openMapping } from "c/presaveMapping";

const visits = {
    object: "Visit__c",
    source: { columns: { From: { type: "date", format: "dd.MM.yyyy" } } },
    where: "NOT(ISBLANK(From))",
    fields: { Start__c: "From", End__c: "To", Stage__c: { value: "Planned" } }
};

describe("c-presave-mapping", () => {
    it("makes records of rows and decides them", async () => {
        const mapping = await openMapping(visits);
        expect(mapping.facts).toMatchObject({ object: "Visit__c", operation: "insert", isSound: true });
        const good = mapping.map({ From: "01.05.2026", To: "2026-05-02" });
        expect(good.record).toEqual({ Start__c: "2026-05-01", End__c: "2026-05-02", Stage__c: "Planned" });
        expect(good.outcome.failures).toEqual([]);
        const bad = mapping.map({ From: "02.05.2026", To: "2026-05-01" });
        expect(bad.outcome.failures.map(({ message }) => message)).toEqual(["The end is before the start."]);
        expect(mapping.map({ To: "2026-05-01" })).toEqual({ skipped: true });
        expect(mapping.map({ From: "soon" }).reasons).toEqual([expect.objectContaining({ column: "From", value: "soon" })]);
        mapping.dispose();
        expect(() => mapping.map({})).toThrow("disposed");
    });

    it("says what does not fit the org", async () => {
        const { facts } = await openMapping({ ...visits, fields: { Strat__c: "From" } });
        expect(facts.isSound).toBe(false);
        expect(facts.findings[0].message).toMatch(/Strat__c.*Start__c/);
        await expect(openMapping({ object: 1 })).rejects.toMatchObject({ code: "wrongShape" });
    });

    it("decides for whoever asks, and a delete not at all", async () => {
        const fields = { Honoured__c: { from: "Honoured" } };
        const rulesThatFail = async (context) =>
            (await openMapping({ object: "Guest__c", fields }, context)).map({ Honoured: "true" }).outcome.failures.map(({ rule }) => rule);
        expect(await rulesThatFail({ permissions: [] })).toEqual(["HONOURS_ARE_GRANTED"]);
        expect(await rulesThatFail({ permissions: ["Grant_Honours"] })).toEqual([]);
        const removal = await openMapping({ object: "Guest__c", operation: "delete", fields: { Id: "Key" } });
        expect(removal.map({ Key: "a03000000000001AAA" })).toEqual({ record: { Id: "a03000000000001AAA" }, outcome: undefined });
    });

    it("decides an upsert as both, with its own key unique, and the worse outcome counts", () => {
        const verdicts = { insert: "undetermined", update: "pass" };
        const bundle = {
            mapping: () => ({ facts: { object: "Guest__c", operation: "upsert", key: "Code__c" }, transform: (record) => ({ record }) }),
            validate: jest.fn(({ operation }) => ({ verdict: verdicts[operation] }))
        };
        const mapping = new RowMapping(bundle, {}, { unique: { Mail__c: false } });
        expect(mapping.map({ Code__c: "A1" }).outcome.verdict).toBe("undetermined");
        verdicts.update = "fail";
        expect(mapping.map({ Code__c: "A1" }).outcome.verdict).toBe("fail");
        expect(bundle.validate.mock.calls.map(([{ operation }]) => operation)).toEqual(["insert", "update", "insert", "update"]);
        expect(bundle.validate.mock.calls[0][0].context.unique).toEqual({ Code__c: true, Mail__c: false });
    });

    it("lets a row that cannot be read spoil no other", async () => {
        const mapping = await openMapping(visits);
        const results = await mapping.mapAll([[], { From: "01.05.2026", To: "2026-05-02" }]);
        expect(results[0].reasons).toEqual([{ message: expect.stringContaining("JSON object") }]);
        expect(results[1].outcome.verdict).toBe("pass");
        const unsound = await openMapping({ ...visits, fields: { Strat__c: "From" } });
        await expect(unsound.mapAll([{ From: "01.05.2026" }])).rejects.toThrow("mistakes");
    });

    it("takes many rows in slices, and ends when it is told to", async () => {
        const mapping = await openMapping(visits);
        const rows = Array.from({ length: 500 }, (_, index) => ({ From: "01.05.2026", To: `2026-05-0${1 + (index % 9)}` }));
        // A clock on which every look costs a slice.
        let now = 0;
        const clock = jest.spyOn(performance, "now").mockImplementation(() => (now += 13));
        const shares = [];
        expect(await mapping.mapAll(rows, (share) => shares.push(share))).toHaveLength(500);
        expect(shares.length).toBeGreaterThan(100);
        expect(await mapping.mapAll(rows, () => false)).toHaveLength(1);
        clock.mockRestore();
        expect(await mapping.mapAll([])).toEqual([]);
    });

    it("tells what kept the rules from loading", async () => {
        jest.resetModules();
        require("lightning/platformResourceLoader").loadScript.mockRejectedValueOnce(new Error("no such script"));
        await expect(require("c/presaveMapping").openMapping(visits)).rejects.toThrow("no such script");
    });
});
