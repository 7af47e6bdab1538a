import { createElement } from "lwc";
import PresaveCsvCheck from "c/presaveCsvCheck";
import { fileOf } from "../../../../../../test/files";
import { loadedBundle, settled } from "../../../../../../test/world";

const ROWS = "Start__c,End__c,Stage__c\n2026-05-01,2026-05-02,Planned\n2026-05-02,2026-05-01,Planned\n";

async function open(properties = { objectApiName: "Visit__c" }) {
    await loadedBundle();
    const check = createElement("c-presave-csv-check", { is: PresaveCsvCheck });
    Object.assign(check, properties);
    document.body.appendChild(check);
    await settled();
    return check;
}

const find = (check, selector) => check.shadowRoot.querySelector(selector);
const cells = (check, table) => [...check.shadowRoot.querySelectorAll(`[data-${table}] td`)].map(({ textContent }) => textContent.trim());

function begin(check, ...files) {
    find(check, "[data-file]").dispatchEvent(new CustomEvent("change", { detail: { files } }));
    return new Promise((resolve) => {
        setTimeout(resolve, 20);
    });
}

async function finished(check) {
    while (find(check, "section").getAttribute("aria-busy") === "true") {
        await new Promise((resolve) => {
            setTimeout(resolve, 5);
        });
    }
}

async function drop(check, ...files) {
    await begin(check, ...files);
    await finished(check);
}

describe("c-presave-csv-check", () => {
    afterEach(() => document.body.replaceChildren());

    it("asks for a file of the object's records", async () => {
        const check = await open();
        expect(find(check, "[data-file]").label).toBe("CSV file of new records: Visits");
        await expect(check).toBeAccessible();
    });

    it("says how many rows are refused, by which rule and at which line", async () => {
        const check = await open();
        await drop(check, fileOf(ROWS));
        expect(find(check, "[data-status]").textContent).toBe("Rows: 2. Accepted: 1. Refused: 1. Undecided: 0.");
        expect(cells(check, "rules")).toEqual(["1", "END_AFTER_START End__c", "The end is before the start."]);
        expect(cells(check, "refusals")).toEqual(["3", "END_AFTER_START", "End__c", "The end is before the start."]);
        await expect(check).toBeAccessible();
    });

    it("says what is left to Salesforce, and why", async () => {
        const check = await open();
        await drop(check, fileOf("Start__c,End__c,Stage__c,Host__c\n2026-05-01,2026-05-02,Planned,a01000000000001AAA\n"));
        expect(find(check, "[data-status]").textContent).toBe("Rows: 1. Accepted: 0. Refused: 0. Undecided: 1.");
        expect(cells(check, 'rules="left"')).toEqual(["1", "HOST_IS_OPEN", "Host__r.Closed__c is not loaded."]);
    });

    it("lists what fits on a page and says that there is more", async () => {
        const check = await open();
        await drop(check, fileOf(ROWS + "2026-05-02,2026-05-01,Planned\n".repeat(300)));
        expect(cells(check, "refusals")).toHaveLength(200 * 4);
        expect(find(check, "[data-list-note]").textContent).toMatch(/^The first 200 messages/);
    });

    it("gives the refused rows as a file", async () => {
        const check = await open();
        await drop(check, fileOf(ROWS));
        const made = [];
        URL.createObjectURL = (blob) => made.push(blob) && "blob:1";
        URL.revokeObjectURL = jest.fn();
        const click = jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
        find(check, "[data-download]").click();
        expect(click).toHaveBeenCalledTimes(1);
        expect(click.mock.instances[0].download).toBe("Visit__c-refused.csv");
        const text = await new Promise((resolve) => {
            const reader = new FileReader();
            reader.onload = () => resolve(reader.result);
            reader.readAsText(made[0]);
        });
        expect(text).toBe('"Line","Rule","Field","Message"\r\n"3","END_AFTER_START","End__c","The end is before the start."\r\n');
        click.mockRestore();
    });

    it("stops when asked, and keeps what it has found", async () => {
        const check = await open();
        await begin(check, fileOf(ROWS + "2026-05-02,2026-05-01,Planned\n".repeat(50000)));
        find(check, "[data-stop]").click();
        await finished(check);
        expect(find(check, "[data-status]").textContent).toMatch(/^Stopped\./);
        expect(cells(check, "rules")[1]).toBe("END_AFTER_START End__c");
    });

    it("says what is wrong with a file, and takes the next one", async () => {
        const check = await open();
        await drop(check, fileOf("Nothing__c\n1\n"));
        expect(find(check, "[data-problem]").textContent).toMatch(/Nothing__c/);
        await drop(check, fileOf(ROWS));
        expect(find(check, "[data-problem]")).toBeNull();
        await drop(check);
        expect(find(check, "[data-status]").textContent).toMatch(/^Rows: 2/);
    });

    it.each([
        [{}, /object's API name/],
        [{ objectApiName: "Nowhere__c" }, /Nowhere__c/]
    ])("says what it cannot do without: %j", async (properties, problem) => {
        expect(find(await open(properties), "[data-problem]").textContent).toMatch(problem);
    });
});
