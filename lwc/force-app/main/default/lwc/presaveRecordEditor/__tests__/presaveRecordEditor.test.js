// The form over the real engine, with an object that only the bundle describes: what a user types, and what the
// user then reads.
import { createElement } from "lwc";
import { createRecord, updateRecord } from "lightning/uiRecordApi";
import { describer } from "c/presaveRecord";
import { READY, watchEngine } from "c/presaveEngine";
import PresaveRecordEditor from "c/presaveRecordEditor";

const OPEN_HOST = { value: "a01000000000001AAA", label: "Open host", record: { Closed__c: false } };
const CLOSED_HOST = { value: "a01000000000002AAA", label: "Closed host", record: { Closed__c: true } };
const GOOD_VISIT = { Start__c: "2026-05-01", End__c: "2026-05-03", Stage__c: "Planned" };

const loadedBundle = () =>
    new Promise((resolve) => {
        watchEngine(({ name, bundle }) => name === READY && resolve(bundle));
    });

async function openForm(properties = {}) {
    const bundle = await loadedBundle();
    const form = createElement("c-presave-record-editor", { is: PresaveRecordEditor });
    const description = describer(bundle)("Visit__c");
    form.setup = { bundle, description, objectApiName: "Visit__c", ...properties };
    document.body.appendChild(form);
    await Promise.resolve();
    return form;
}

const fieldOf = (form, name) => form.shadowRoot.querySelector(`[data-name="${name}"]`);
const controlOf = (form, name) => fieldOf(form, name).shadowRoot.querySelector("[data-control]");
const messagesAt = (form, name) => fieldOf(form, name).messages;
const recordMessages = (form) => [...form.shadowRoot.querySelectorAll("[data-record-message]")].map((item) => item.textContent);
const statusOf = (form) => form.shadowRoot.querySelector("[data-status]").textContent;

async function type(form, name, value) {
    controlOf(form, name).dispatchEvent(new CustomEvent("change", { detail: { value } }));
    await Promise.resolve();
}

function pick(form, name, recordId) {
    controlOf(form, name).dispatchEvent(new CustomEvent("change", { detail: { recordId } }));
}

async function save(form) {
    form.shadowRoot.querySelector("[data-save]").click();
    await new Promise(process.nextTick);
}

describe("c-presave-record-editor", () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it("shows the fields that can be edited, and no message before the user has done anything", async () => {
        const form = await openForm();
        const names = [...form.shadowRoot.querySelectorAll("[data-name]")].map((field) => field.dataset.name);
        expect(names).toContain("End__c");
        expect(names).not.toContain("Length__c");
        names.forEach((name) => expect(messagesAt(form, name)).toEqual([]));
        expect(form.shadowRoot.querySelector("h2").textContent).toBe("New Visit");
    });

    it("shows the org's message at the field as it is typed, and takes it away", async () => {
        const form = await openForm();
        const control = controlOf(form, "End__c");
        control.setCustomValidity = jest.fn();
        control.reportValidity = jest.fn();

        await type(form, "Start__c", "2026-05-02");
        await type(form, "End__c", "2026-05-01");
        expect(messagesAt(form, "End__c")).toEqual(["The end is before the start."]);
        expect(control.setCustomValidity).toHaveBeenLastCalledWith("The end is before the start.");
        expect(control.reportValidity).toHaveBeenCalledTimes(1);

        await type(form, "End__c", "2026-05-03");
        expect(messagesAt(form, "End__c")).toEqual([]);
        expect(control.setCustomValidity).toHaveBeenLastCalledWith("");
    });

    it("shows a message at a field that another field's change made wrong", async () => {
        const form = await openForm({ record: GOOD_VISIT });
        await type(form, "Start__c", "2026-06-01");
        expect(messagesAt(form, "End__c")).toEqual(["The end is before the start."]);
    });

    it("starts with the picklists' defaults", async () => {
        const form = await openForm();
        expect(controlOf(form, "Stage__c").value).toBe("Planned");
    });

    it("puts messages without a field above the form", async () => {
        const form = await openForm({ record: GOOD_VISIT });
        await type(form, "Topics__c", ["Art", "Wine"]);
        expect(recordMessages(form)).toEqual(["Wine only for visits that are over."]);
    });

    it("puts messages of fields that the form does not show above it, with the field's label", async () => {
        const form = await openForm({ record: GOOD_VISIT });
        await type(form, "End__c", "2026-08-01");
        expect(recordMessages(form)).toEqual(["Length: At most ten days."]);
    });

    it("decides over the parent that the page has, and says when it has none", async () => {
        const form = await openForm({ record: GOOD_VISIT, lookupChoices: { Host__c: [OPEN_HOST, CLOSED_HOST] } });
        await type(form, "Host__c", CLOSED_HOST.value);
        expect(messagesAt(form, "Host__c")).toEqual(["This host is closed."]);
        await type(form, "Host__c", OPEN_HOST.value);
        expect(messagesAt(form, "Host__c")).toEqual([]);
        await type(form, "Host__c", null);
        expect(statusOf(form)).toBe("");
        await type(form, "Host__c", "a01000000000009AAA");
        expect(statusOf(form)).toMatch(/^1 rule needs data that this page does not have/);
    });

    it("tells its page about every change", async () => {
        const form = await openForm({ record: GOOD_VISIT });
        const listener = jest.fn();
        form.addEventListener("recordchange", listener);
        await type(form, "Notes__c", "hello");
        expect(listener.mock.calls[0][0].detail.record.Notes__c).toBe("hello");
    });

    it("does not save what the rules refuse, and shows all of it", async () => {
        const form = await openForm();
        await save(form);
        expect(createRecord).not.toHaveBeenCalled();
        expect(messagesAt(form, "Start__c")).toHaveLength(1);
        expect(messagesAt(form, "End__c")).toHaveLength(1);
    });

    it("goes to the first message when the record cannot be saved", async () => {
        const form = await openForm({ record: { Start__c: "2026-05-02", End__c: "2026-05-01" } });
        controlOf(form, "End__c").focus = jest.fn();
        controlOf(form, "Start__c").focus = jest.fn();
        await save(form);
        expect(controlOf(form, "End__c").focus).toHaveBeenCalledTimes(1);
        expect(controlOf(form, "Start__c").focus).not.toHaveBeenCalled();
    });

    it("does not save while a field holds what is no value of its type", async () => {
        const form = await openForm({ record: GOOD_VISIT });
        controlOf(form, "Cost__c").validity = { badInput: true };
        await save(form);
        expect(createRecord).not.toHaveBeenCalled();
    });

    it("saves a new record", async () => {
        createRecord.mockResolvedValueOnce({ id: "a02000000000001AAA" });
        const form = await openForm({ record: GOOD_VISIT });
        const listener = jest.fn();
        form.addEventListener("recordsaved", listener);
        await save(form);
        expect(createRecord).toHaveBeenCalledWith({ apiName: "Visit__c", fields: GOOD_VISIT });
        expect(listener.mock.calls[0][0].detail.id).toBe("a02000000000001AAA");
        expect(statusOf(form)).toBe("Saved.");
    });

    it("saves the changed fields of an existing record", async () => {
        const recordId = "a02000000000001AAA";
        const form = await openForm({ recordId, record: GOOD_VISIT });
        await type(form, "End__c", "2026-05-04");
        await save(form);
        expect(updateRecord).toHaveBeenCalledWith({ fields: { Id: recordId, End__c: "2026-05-04" } });
    });

    it("shows what Salesforce itself refuses, until the next change", async () => {
        createRecord.mockRejectedValueOnce({
            body: { output: { errors: [], fieldErrors: { Notes__c: [{ message: "A trigger says no." }] } } }
        });
        const form = await openForm({ record: GOOD_VISIT });
        await save(form);
        expect(messagesAt(form, "Notes__c")).toEqual(["A trigger says no."]);
        await type(form, "Notes__c", "better");
        expect(messagesAt(form, "Notes__c")).toEqual([]);
    });

    it("does not make a second record while it does not know the Id of the first", async () => {
        createRecord.mockResolvedValueOnce({ id: "a02000000000001AAA" });
        const form = await openForm({ record: GOOD_VISIT });
        await save(form);
        expect(await form.save()).toBeUndefined();
        expect(createRecord).toHaveBeenCalledTimes(1);
    });

    it("takes what was saved for the record before the next change", async () => {
        const form = await openForm({ recordId: "a02000000000001AAA", record: GOOD_VISIT });
        await type(form, "End__c", "2026-05-04");
        await save(form);
        expect(form.isChanged).toBe(false);
        await type(form, "Notes__c", "hello");
        await save(form);
        expect(updateRecord).toHaveBeenLastCalledWith({ fields: { Id: "a02000000000001AAA", Notes__c: "hello" } });
    });

    it("keeps what is typed while a save is under way, for the next one", async () => {
        let answer;
        updateRecord.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
        const form = await openForm({ recordId: "a02000000000001AAA", record: GOOD_VISIT });
        await type(form, "Notes__c", "first");
        await save(form);
        await type(form, "Notes__c", "second");
        answer({ id: "a02000000000001AAA" });
        await new Promise(process.nextTick);
        expect(form.isChanged).toBe(true);
        expect(form.changes).toEqual({ Notes__c: "second" });
        await save(form);
        expect(updateRecord).toHaveBeenLastCalledWith({ fields: { Id: "a02000000000001AAA", Notes__c: "second" } });
        expect(form.isChanged).toBe(false);
    });

    it("tells nothing of a save to the record that was opened meanwhile", async () => {
        let refuse;
        updateRecord.mockImplementationOnce(() => new Promise((_, reject) => (refuse = reject)));
        const form = await openForm({ recordId: "a02000000000001AAA", record: GOOD_VISIT });
        await type(form, "Notes__c", "first");
        await save(form);
        form.setup = { ...form.setup, recordId: "a02000000000002AAA" };
        refuse({ body: { output: { errors: [{ message: "Row locked." }], fieldErrors: {} } } });
        await new Promise(process.nextTick);
        expect(recordMessages(form)).toEqual([]);
        document.body.replaceChildren();
    });

    it("shows formula fields as they would be saved, with the messages at them", async () => {
        const form = await openForm({ record: GOOD_VISIT, fieldNames: ["Start__c", "End__c", "Length__c"] });
        expect(fieldOf(form, "Length__c").value).toBe("2");
        await type(form, "End__c", "2026-05-20");
        expect(fieldOf(form, "Length__c").value).toBe("19");
        expect(messagesAt(form, "Length__c")).toEqual(["At most ten days."]);
    });

    it("takes the record of a lookup when it has come, and drops one that came too late", async () => {
        const form = await openForm({ record: GOOD_VISIT });
        const listener = jest.fn();
        form.addEventListener("lookupchange", listener);
        pick(form, "Host__c", "a01000000000002AAA");
        expect(listener.mock.calls[0][0].detail).toMatchObject({ id: "a01000000000002AAA", lookup: { name: "Host__c" } });
        form.setParent("Host__c", "a01000000000001AAA", { Closed__c: true });
        await Promise.resolve();
        expect(messagesAt(form, "Host__c")).toEqual([]);
        form.setParent("Host__c", "a01000000000002AAA", { Closed__c: true });
        await Promise.resolve();
        expect(messagesAt(form, "Host__c")).toEqual(["This host is closed."]);
    });

    it("says which field it does not have", async () => {
        const form = await openForm({ fieldNames: ["Nothing__c"] });
        expect(form.shadowRoot.querySelector("[data-problem]").textContent).toMatch(/Visit has no field Nothing__c/);
        await expect(form).toBeAccessible();
    });

    it("is accessible, with and without messages", async () => {
        const form = await openForm({ record: GOOD_VISIT });
        await expect(form).toBeAccessible();
        await type(form, "Topics__c", ["Wine"]);
        await type(form, "End__c", "2020-01-01");
        await expect(form).toBeAccessible();
    });
});
