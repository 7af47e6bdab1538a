// The form over the platform's wires and the real engine: what is asked for, and what the user then sees.
import { createElement } from "lwc";
import { createRecord, getRecord, getRecordCreateDefaults, getRecords, updateRecord } from "lightning/uiRecordApi";
import { getObjectInfo, getPicklistValuesByRecordType } from "lightning/uiObjectInfoApi";
import loadContext from "@salesforce/apex/PresaveContext.load";
import PresaveRecordForm from "c/presaveRecordForm";
import * as world from "../../../../../../test/world";

const { HOST_ID, MASTER, OTHER_HOST_ID, VISIT_ID, settled, uiRecord } = world;
const STORED = { Start__c: "2026-05-01", End__c: "2026-05-03", Stage__c: "Planned", Topics__c: null, Done__c: false };
const OPEN_HOST = uiRecord("Host__c", { Closed__c: false }, { id: HOST_ID });
const CLOSED_HOST = uiRecord("Host__c", { Closed__c: true }, { id: OTHER_HOST_ID });

async function openForm(properties = {}) {
    await world.loadedBundle();
    const form = createElement("c-presave-record-form", { is: PresaveRecordForm });
    Object.assign(form, { objectApiName: "Visit__c" }, properties);
    document.body.appendChild(form);
    await settled();
    return form;
}

async function answer({ record, info = world.VISIT_INFO, defaults = world.VISIT_DEFAULTS, picklists = world.VISIT_PICKLISTS } = {}) {
    getObjectInfo.emit(info);
    if (record) getRecord.emit(uiRecord("Visit__c", record));
    await settled();
    getRecordCreateDefaults.emit(defaults);
    getPicklistValuesByRecordType.emit(picklists);
    await settled();
}

const editorOf = (form) => form.shadowRoot.querySelector("c-presave-record-editor");
const inEditor = (form, selector) => [...editorOf(form).shadowRoot.querySelectorAll(selector)];
const fieldOf = (form, name) => inEditor(form, `[data-name="${name}"]`)[0];
const problemOf = (form) => form.shadowRoot.querySelector("[data-problem]")?.textContent;
const notices = (form) => inEditor(form, "[data-notice]").map(({ textContent }) => textContent);

async function change(form, name, value) {
    fieldOf(form, name).dispatchEvent(new CustomEvent("fieldchange", { detail: { name, value } }));
    await settled();
}

async function save(form) {
    inEditor(form, "[data-save]")[0].click();
    await new Promise(process.nextTick);
    await settled();
}

describe("c-presave-record-form", () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it("asks for the record with all that its rules read", async () => {
        await openForm({ recordId: VISIT_ID });
        const config = getRecord.getLastConfig();
        expect(config.recordId).toBe(VISIT_ID);
        expect(config.layoutTypes).toEqual(["Full"]);
        expect(config.optionalFields).toContain("Visit__c.Host__r.Closed__c");
    });

    it("shows the page layout's sections with the user's labels and the record's values", async () => {
        const form = await openForm({ recordId: VISIT_ID });
        await answer({ record: STORED });
        expect(inEditor(form, "h3").map(({ textContent }) => textContent)).toEqual(["Dates", "More"]);
        expect(fieldOf(form, "Start__c")).toMatchObject({ value: "2026-05-01", field: { label: "Arrival" } });
        expect(fieldOf(form, "Length__c").value).toBe("2");
        expect(fieldOf(form, "Stage__c").choices.map(({ label }) => label)).toEqual(["Planned!", "Over!"]);
        await expect(form).toBeAccessible();
    });

    it("shows the fields of a design attribute in their order", async () => {
        const form = await openForm({ recordId: VISIT_ID, fieldNames: "End__c, Start__c" });
        await answer({ record: STORED });
        expect(inEditor(form, "[data-name]").map(({ dataset }) => dataset.name)).toEqual(["End__c", "Start__c"]);
    });

    it("shows messages and formula fields live, and saves what changed", async () => {
        const form = await openForm({ recordId: VISIT_ID });
        await answer({ record: STORED });
        await change(form, "End__c", "2026-04-01");
        expect(fieldOf(form, "End__c").messages).toEqual(["The end is before the start."]);
        expect(fieldOf(form, "Length__c").value).toBe("-30");
        await change(form, "End__c", "2026-05-05");
        await save(form);
        expect(updateRecord).toHaveBeenCalledWith({ fields: { Id: VISIT_ID, End__c: "2026-05-05" } });
    });

    it("takes away a dependent value that is not offered any more", async () => {
        const form = await openForm({ recordId: VISIT_ID });
        await answer({ record: { ...STORED, Stage__c: "Over", Done__c: true, Topics__c: "Wine" } });
        expect(fieldOf(form, "Topics__c").choices).toHaveLength(2);
        await change(form, "Stage__c", "Planned");
        expect(fieldOf(form, "Topics__c")).toMatchObject({ value: null, choices: [{ value: "Art" }] });
    });

    it("loads the record of a lookup when it changes, and decides over it", async () => {
        const form = await openForm({ recordId: VISIT_ID });
        await answer({ record: { ...STORED, Host__c: HOST_ID, Host__r: { value: OPEN_HOST, displayValue: "Ada" } } });
        await change(form, "Host__c", OTHER_HOST_ID);
        expect(getRecords.getLastConfig().records).toEqual([{ recordIds: [OTHER_HOST_ID], optionalFields: ["Host__c.Closed__c"] }]);
        getRecords.emit({ results: [{ statusCode: 200, result: CLOSED_HOST }] });
        await settled();
        expect(fieldOf(form, "Host__c").messages).toEqual(["This host is closed."]);
    });

    it("loads the kind of record that a lookup to several says", async () => {
        const form = await openForm({ recordId: VISIT_ID });
        await answer({ record: STORED });
        const detail = { name: "Host__c", value: OTHER_HOST_ID, kind: "Guest__c" };
        fieldOf(form, "Host__c").dispatchEvent(new CustomEvent("fieldchange", { detail }));
        await settled();
        expect(getRecords.getLastConfig().records).toEqual([{ recordIds: [OTHER_HOST_ID], optionalFields: ["Guest__c.Closed__c"] }]);
    });

    it("does not mistake the answer to an earlier question for that to the last", async () => {
        const form = await openForm({ recordId: VISIT_ID });
        await answer({ record: { ...STORED, Host__c: null, Host__r: { value: null, displayValue: null } } });
        await change(form, "Host__c", OTHER_HOST_ID);
        await change(form, "Host__c", HOST_ID);
        getRecords.emit({ results: [{ statusCode: 200, result: CLOSED_HOST }] });
        await settled();
        expect(fieldOf(form, "Host__c").messages).toEqual([]);
        getRecords.emit({ results: [{ statusCode: 200, result: OPEN_HOST }] });
        await settled();
        expect(inEditor(form, "[data-status]")[0].textContent).toBe("");
    });

    it("says where the record of a lookup may not be read", async () => {
        const form = await openForm({ recordId: VISIT_ID });
        await answer({ record: STORED });
        await change(form, "Host__c", OTHER_HOST_ID);
        getRecords.emit({ results: [{ statusCode: 404 }] });
        await settled();
        expect(notices(form)[0]).toMatch(/Host: 404/);
        expect(fieldOf(form, "End__c").value).toBe("2026-05-03");
    });

    it("makes a new record of its type and goes on with it", async () => {
        createRecord.mockResolvedValueOnce({ id: VISIT_ID });
        const form = await openForm({ record: { Start__c: "2026-05-01", End__c: "2026-05-02" }, recordTypeId: MASTER });
        await answer();
        expect(fieldOf(form, "Stage__c").value).toBe("Planned");
        await save(form);
        expect(createRecord).toHaveBeenCalledWith({
            apiName: "Visit__c",
            fields: { Start__c: "2026-05-01", End__c: "2026-05-02", Stage__c: "Planned", RecordTypeId: MASTER }
        });
        await save(form);
        expect(createRecord).toHaveBeenCalledTimes(1);
        expect(getRecord.getLastConfig().recordId).toBe(VISIT_ID);
        getRecord.emit(uiRecord("Visit__c", STORED));
        await settled();
        await change(form, "End__c", "2026-05-06");
        await save(form);
        expect(updateRecord).toHaveBeenCalledWith({ fields: { Id: VISIT_ID, End__c: "2026-05-06" } });
    });

    it("shows a record that changed elsewhere, but not over the user's work", async () => {
        const form = await openForm({ recordId: VISIT_ID });
        await answer({ record: STORED });
        getRecord.emit(uiRecord("Visit__c", { ...STORED, Start__c: "2026-05-02" }));
        await settled();
        expect(fieldOf(form, "Start__c").value).toBe("2026-05-02");
        await change(form, "End__c", "2026-05-09");
        getRecord.emit(uiRecord("Visit__c", { ...STORED, End__c: "2026-05-30" }));
        await settled();
        expect(fieldOf(form, "End__c").value).toBe("2026-05-09");
    });

    it("shows Salesforce's own refusal at the field", async () => {
        updateRecord.mockRejectedValueOnce({
            body: { output: { errors: [], fieldErrors: { End__c: [{ message: "A flow says no." }] } } }
        });
        const form = await openForm({ recordId: VISIT_ID });
        await answer({ record: STORED });
        await change(form, "End__c", "2026-05-04");
        await save(form);
        expect(fieldOf(form, "End__c").messages).toEqual(["A flow says no."]);
        await expect(form).toBeAccessible();
    });

    it("waits for who asks where rules read it, and decides by it", async () => {
        const info = { ...world.VISIT_INFO, apiName: "Guest__c", fields: { Honoured__c: world.VISIT_INFO.fields.Start__c } };
        const form = await openForm({ objectApiName: "Guest__c", fieldNames: "Honoured__c" });
        await answer({ info, picklists: { picklistFieldValues: {} } });
        expect(editorOf(form)).toBeNull();
        getRecord.emit(uiRecord("User", { Profile: { value: null, displayValue: null } }));
        loadContext.emit(JSON.stringify({ permissions: [], globals: { $Organization: { Name: "Inn" } } }));
        await settled();
        await change(form, "Honoured__c", true);
        expect(fieldOf(form, "Honoured__c").messages).toEqual(["You grant no honours."]);
    });

    it("goes on without a layout and says so", async () => {
        const form = await openForm({ recordId: VISIT_ID });
        getObjectInfo.emit(world.VISIT_INFO);
        getRecord.emit(uiRecord("Visit__c", STORED));
        await settled();
        getRecordCreateDefaults.error({ message: "No create access." });
        getPicklistValuesByRecordType.emit(world.VISIT_PICKLISTS);
        await settled();
        expect(notices(form)).toEqual([expect.stringContaining("No create access.")]);
        expect(fieldOf(form, "Start__c")).toBeTruthy();
    });

    it("never opens an empty form in place of a record that cannot be read", async () => {
        const form = await openForm({ recordId: VISIT_ID });
        getRecord.error({ message: "No access." });
        await answer();
        expect(problemOf(form)).toBe("No access.");
        expect(editorOf(form)).toBeNull();
        getRecord.emit(uiRecord("Visit__c", STORED));
        await answer();
        expect(fieldOf(form, "Start__c").value).toBe("2026-05-01");
    });

    it("leaves no form of the record before while another is loaded", async () => {
        const form = await openForm({ recordId: VISIT_ID });
        await answer({ record: STORED });
        await change(form, "End__c", "2026-05-09");
        form.recordId = "a02000000000009AAA";
        await settled();
        expect(editorOf(form)).toBeNull();
        expect(getRecord.getLastConfig().recordId).toBe("a02000000000009AAA");
        getRecord.emit(uiRecord("Visit__c", { ...STORED, Start__c: "2026-04-30" }));
        await settled();
        expect(fieldOf(form, "Start__c").value).toBe("2026-04-30");
        expect(fieldOf(form, "End__c").value).toBe("2026-05-03");
    });

    it("says what it cannot do without", async () => {
        const form = await openForm({ recordId: VISIT_ID });
        getObjectInfo.emit(world.VISIT_INFO);
        getRecord.error({ message: "The record was deleted." });
        await settled();
        expect(problemOf(form)).toBe("The record was deleted.");
        await expect(form).toBeAccessible();
        expect(problemOf(await openForm({ objectApiName: "Nowhere__c" }))).toMatch(/Nowhere__c/);
        expect(problemOf(await openForm({ objectApiName: undefined }))).toMatch(/object's API name/);
    });
});
