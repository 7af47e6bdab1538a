import { CsvRun } from "c/presaveCsvRun";
import { describer } from "c/presaveRecord";
import { fileOf } from "../../../../../../test/files";
import { loadedBundle } from "../../../../../../test/world";

const GOOD = "2026-05-01,2026-05-02,Planned";
const BAD = "2026-05-02,2026-05-01,Planned";
const HEADER = "Start__c,End__c,Stage__c";

describe("c-presave-csv-run", () => {
    let bundle;

    beforeAll(async () => {
        bundle = await loadedBundle();
    });

    const runOf = () => new CsvRun({ bundle, describe: describer(bundle), objectApiName: "Visit__c" });

    async function check(content, onProgress = () => {}) {
        const run = runOf();
        await run.check(typeof content === "string" ? fileOf(content) : content, onProgress);
        return run;
    }

    it("counts rows, and says which are refused, by which rule, at which line", async () => {
        const run = await check(`${HEADER}\n${GOOD}\n${BAD}\n,2026-05-01,Planned\n${BAD}\n`);
        expect(run).toMatchObject({ rows: 4, accepted: 1, refused: 3, undecided: 0 });
        expect(run.refusals.map(({ line, rule, field }) => [line, rule, field])).toEqual([
            [3, "END_AFTER_START", "End__c"],
            [4, "required", "Start__c"],
            [5, "END_AFTER_START", "End__c"]
        ]);
        expect(run.byRule.get("END_AFTER_START End__c")).toMatchObject({ rows: 2, message: "The end is before the start." });
    });

    it("says why rows could not be decided", async () => {
        const run = await check(`${HEADER},Host__c\n${GOOD},a01000000000001AAA\n`);
        expect(run).toMatchObject({ accepted: 0, refused: 0, undecided: 1 });
        expect([...run.leftByRule.values()]).toEqual([
            { key: "HOST_IS_OPEN ", rule: "HOST_IS_OPEN", field: "", message: "Host__r.Closed__c is not loaded.", rows: 1 }
        ]);
    });

    it("counts a row that cannot be read as refused and goes on", async () => {
        const run = await check(`${HEADER}\n${GOOD},extra\n${GOOD}\n`);
        expect(run).toMatchObject({ rows: 2, accepted: 1, refused: 1 });
        expect(run.refusals).toEqual([{ line: 2, rule: "", field: "", message: "Line 2 has 4 cells, but the header has 3." }]);
    });

    it("gives the page its turn again and again, and holds the file in pieces", async () => {
        const rows = 20000;
        const file = fileOf(`${HEADER}\n${`${BAD}\n`.repeat(rows)}`);
        const shares = [];
        let turns = 0;
        const timer = setInterval(() => (turns += 1), 1);
        const run = await check(file, (share) => shares.push(share));
        clearInterval(timer);
        expect(run.rows).toBe(rows);
        expect(run.refusals).toHaveLength(rows);
        expect(file.reads).toBeGreaterThan(2);
        expect(turns).toBeGreaterThan(5);
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
        expect(shares[shares.length - 1]).toBeLessThanOrEqual(1);
    });

    it("stops when asked", async () => {
        const run = runOf();
        await run.check(fileOf(`${HEADER}\n${`${GOOD}\n`.repeat(50000)}`), () => run.stop());
        expect(run.isStopped).toBe(true);
        expect(run.rows).toBeGreaterThan(0);
        expect(run.rows).toBeLessThan(50000);
    });

    it("reads text whose characters are cut by the pieces", async () => {
        const run = await check(`Notes__c,${HEADER}\n"${"ä€😀".repeat(40000)}",${GOOD}\n`);
        expect(run.refusals.map(({ field }) => field)).toEqual(["Notes__c"]);
        expect(run.refusals[0].message).toMatch(/1000/);
    });

    it.each([
        ["", "The file is empty."],
        ["\n\n", "The file is empty."],
        [Uint8Array.of(0x41, 0xff, 0x0a), "not UTF-8 text from line 1"],
        ["Nothing__c\n1\n", "no field of Visit"],
        [`${HEADER}\n"open`, "opened in line 2"]
    ])("refuses the file %j", async (content, problem) => {
        await expect(check(typeof content === "string" ? content : fileOf(content))).rejects.toThrow(problem);
    });
});
