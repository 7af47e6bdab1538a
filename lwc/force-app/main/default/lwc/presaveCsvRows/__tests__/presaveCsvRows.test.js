import { MOST_COLUMNS, RowReader } from "c/presaveCsvRows";
import { describer } from "c/presaveRecord";
import { loadedBundle } from "../../../../../../test/world";

describe("c-presave-csv-rows", () => {
    let readerOf;

    beforeAll(async () => {
        const describe_ = describer(await loadedBundle());
        readerOf = (...header) => new RowReader(header, "Visit__c", describe_);
    });

    it("finds fields by API name and by label, and parents by their path", () => {
        const reader = readerOf("start__C", " End ", "Host__c", "host__r.closed__c");
        expect(reader.record({ line: 2, cells: ["2026-05-01", "", "a01", "TRUE"] })).toEqual({
            Start__c: "2026-05-01",
            End__c: null,
            Host__c: "a01",
            Host__r: { Closed__c: true }
        });
    });

    it("takes 1 and 0 for a checkbox, and leaves the rest for the engine to complain about", () => {
        const cellOf = (text) => readerOf("Done__c").record({ line: 2, cells: [text] }).Done__c;
        expect(["1", "False", "0", "", "maybe"].map(cellOf)).toEqual([true, false, false, null, "maybe"]);
    });

    it.each([
        [["Nothing__c"], 'Column "Nothing__c" is no field of Visit'],
        [["Host__r.Nothing__c"], 'Column "Host__r.Nothing__c" is no field'],
        [["Nobody__r.Closed__c"], "is no field"],
        [["End__c", "End"], 'Column "End" stands there twice'],
        [[""], 'Column "" is no field'],
        [[`${"Host__r.".repeat(11)}Closed__c`], "is no field"],
        [new Array(MOST_COLUMNS + 1).fill("End__c"), "more than 1000 columns"]
    ])("refuses the header %j", (header, problem) => {
        expect(() => readerOf(...header)).toThrow(problem);
    });

    it("refuses a row of another length than the header", () => {
        expect(() => readerOf("End__c", "Start__c").record({ line: 7, cells: ["x"] })).toThrow("Line 7 has 1 cells, but the header has 2.");
    });
});
