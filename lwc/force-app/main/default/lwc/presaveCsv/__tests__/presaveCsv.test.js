import { CsvReader, LONGEST_ROW, csvLine } from "c/presaveCsv";

/** The rows of a text that comes in pieces of `size` characters. */
function read(text, size = text.length || 1) {
    const reader = new CsvReader();
    const rows = [];
    for (let at = 0; at < text.length; at += size) rows.push(...reader.push(text.slice(at, at + size)));
    return [...rows, ...reader.end()].map(({ line, cells }) => [line, ...cells]);
}

const TRICKY = '\uFEFFA,"B ""x""",C\r\n1,"two\r\nlines, and ""more""",3\n\n4,,"6"\r7,8,9';
const TRICKY_ROWS = [
    [1, "A", 'B "x"', "C"],
    [2, "1", 'two\r\nlines, and "more"', "3"],
    [5, "4", "", "6"],
    [6, "7", "8", "9"]
];

describe("c-presave-csv", () => {
    it.each([1, 2, 3, 5, 7, 1000])("reads the same rows in pieces of %d characters", (size) => {
        expect(read(TRICKY, size)).toEqual(TRICKY_ROWS);
    });

    it("knows the semicolon of other countries, but not inside a heading", () => {
        expect(read("A;B\n1,5;2")).toEqual([[1, "A", "B"], [2, "1,5", "2"]]);
        expect(read("A;B\n1,5;2", 1)).toEqual([[1, "A", "B"], [2, "1,5", "2"]]);
        expect(read("A;B")).toEqual([[1, "A", "B"]]);
        expect(read('"A;B",C\n1,2')).toEqual([[1, "A;B", "C"], [2, "1", "2"]]);
    });

    it("has no rows where nothing is", () => {
        expect(read("")).toEqual([]);
        expect(read("\n\r\n\n")).toEqual([]);
    });

    it("names the line of a quotation mark that is never closed", () => {
        expect(() => read('A\n1\n"2\n3\n')).toThrow("opened in line 3");
    });

    it("takes a row of the longest size, and no longer one", () => {
        const longest = "x".repeat(LONGEST_ROW - 1);
        expect(read(`A\n${longest}`)).toHaveLength(2);
        expect(() => read(`A\n"${longest}xx`, 65536)).toThrow("Line 2 holds more than 1000000 characters");
        expect(() => read('"'.repeat(3 * LONGEST_ROW), 65536)).toThrow("more than 1000000 characters");
    });

    it("writes what it can read again, and nothing that a spreadsheet would run", () => {
        expect(read(csvLine([1, 'a "b", c', "x\ny"]))).toEqual([[1, "1", 'a "b", c', "x\ny"]]);
        expect(csvLine(["=1+1", "@x", "-1"])).toBe('"\'=1+1","\'@x","\'-1"\r\n');
    });
});
