// The host's side over the platform's wires and the real engine; the frame is played by the test.
import { createElement } from "lwc";
import { createRecord, getRecord, getRecords, updateRecord } from "lightning/uiRecordApi";
import loadSettings from "@salesforce/apex/PresaveSettings.load";
import PresaveFrame from "c/presaveFrame";
import { HOST_ID, OTHER_HOST_ID, VISIT_ID, loadedBundle, settled, uiRecord } from "../../../../../../test/world";

const ADDRESS = "https://presave.example/embed?x=1";
const ORIGIN = "https://presave.example";
const STORED = { Start__c: "2026-05-01", End__c: "2026-05-03", Host__c: HOST_ID };

const frameOf = (element) => element.shadowRoot.querySelector("iframe");
const problemOf = (element) => element.shadowRoot.querySelector("[data-problem]")?.textContent;
const heard = (element) => frameOf(element).contentWindow.postMessage.mock.calls.map(([message]) => message);

async function open(properties) {
    await loadedBundle();
    const element = createElement("c-presave-frame", { is: PresaveFrame });
    Object.assign(element, { recordId: VISIT_ID, objectApiName: "Visit__c", address: ADDRESS }, properties);
    document.body.appendChild(element);
    await settled();
    // jsdom gives frames in a shadow no window.
    if (frameOf(element)) Object.defineProperty(frameOf(element), "contentWindow", { value: { postMessage: jest.fn() } });
    return element;
}

async function say(element, message, origin = ORIGIN) {
    const event = new MessageEvent("message", { origin, data: { presave: 1, ...message } });
    Object.defineProperty(event, "source", { value: frameOf(element).contentWindow });
    window.dispatchEvent(event);
    await settled();
}

/** A frame with the stored record open in it. */
async function openStored(properties) {
    const element = await open(properties);
    getRecord.emit(uiRecord("Visit__c", STORED));
    await say(element, { type: "ready" });
    return element;
}

describe("c-presave-frame", () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
        jest.useRealTimers();
    });

    it("opens the page without more rights than it needs", async () => {
        const element = await open();
        expect(frameOf(element).src).toBe(ADDRESS);
        expect(frameOf(element).getAttribute("sandbox")).not.toContain("allow-top-navigation");
    });

    // With a frame that answers, axe would wait for the page in it.
    it("is accessible", async () => {
        const element = await open({ address: "presave" });
        await expect(element).toBeAccessible();
        expect(frameOf(await open()).title).toBe("Presave");
    });

    it("opens the record with its rules once page and record are there, and for that origin alone", async () => {
        const element = await open();
        await say(element, { type: "ready" }, "https://evil.example");
        getRecord.emit(uiRecord("Visit__c", STORED));
        await settled();
        expect(heard(element)).toEqual([]);
        await say(element, { type: "ready" });
        const [[message, origin]] = frameOf(element).contentWindow.postMessage.mock.calls;
        expect(origin).toBe(ORIGIN);
        expect(message).toMatchObject({ presave: 1, type: "open", timeZone: "Europe/Berlin", theme: "light" });
        const bundle = await loadedBundle();
        expect(bundle.validate(message.request).verdict).toBe("undetermined");
        expect(message.request).toMatchObject({ object: "Visit__c", operation: "update", record: STORED, prior: STORED });
        expect(JSON.parse(message.bundle).name).toBe("Tests");
    });

    it("asks for what the rules read", async () => {
        await open();
        expect(getRecord.getLastConfig().optionalFields).toContain("Visit__c.Host__r.Closed__c");
    });

    it("says whom a lookup leads to", async () => {
        const element = await open();
        expect(getRecord.getLastConfig().optionalFields).toContain("Visit__c.Host__r.Name");
        const host = uiRecord("Host__c", { Closed__c: false }, { id: HOST_ID });
        getRecord.emit(uiRecord("Visit__c", { ...STORED, Host__r: { value: host, displayValue: "Ada" } }));
        await say(element, { type: "ready" });
        expect(heard(element)[0].choices).toEqual({ Host__c: [{ id: HOST_ID, name: "Ada" }] });
    });

    it("opens the record anew when it changed in Salesforce, but not over the user's work", async () => {
        const element = await openStored();
        getRecord.emit(uiRecord("Visit__c", { ...STORED, End__c: "2026-05-04" }));
        await settled();
        expect(heard(element).map(({ request }) => request.record.End__c)).toEqual(["2026-05-03", "2026-05-04"]);
        await say(element, { type: "changed", field: "End__c", value: "2026-05-05" });
        getRecord.emit(uiRecord("Visit__c", STORED));
        await settled();
        expect(heard(element)).toHaveLength(2);
    });

    it("loads the record of a lookup that changes, and hands it in", async () => {
        const element = await openStored();
        await say(element, { type: "changed", field: "Host__c", value: OTHER_HOST_ID });
        expect(getRecords.getLastConfig().records).toEqual([{ recordIds: [OTHER_HOST_ID], optionalFields: ["Host__c.Closed__c"] }]);
        getRecords.emit({ results: [{ statusCode: 200, result: uiRecord("Host__c", { Closed__c: true }, { id: HOST_ID }) }] });
        await settled();
        expect(heard(element)).toHaveLength(1);
        getRecords.emit({ results: [{ statusCode: 200, result: uiRecord("Host__c", { Closed__c: true }, { id: OTHER_HOST_ID }) }] });
        await settled();
        expect(heard(element)[1]).toEqual({ presave: 1, type: "set", field: "Host__r", value: { Closed__c: true } });
    });

    it("grows and shrinks with its content", async () => {
        const element = await open();
        expect(frameOf(element).style.height).toBe("480px");
        await say(element, { type: "resize", height: 901 });
        expect(frameOf(element).style.height).toBe("901px");
        await say(element, { type: "resize", height: "huge" });
        expect(frameOf(element).style.height).toBe("901px");
    });

    it("saves the page's own record, whatever the frame says", async () => {
        const element = await openStored();
        const saved = jest.fn();
        element.addEventListener("recordsaved", saved);
        const fields = { Id: "a02000000000009AAA", Place__c: { latitude: 1, longitude: 2 } };
        await say(element, { type: "save", id: 7, fields });
        expect(updateRecord).toHaveBeenCalledWith({ fields: { Id: VISIT_ID, Place__Latitude__s: 1, Place__Longitude__s: 2 } });
        expect(heard(element)[1]).toEqual({ presave: 1, type: "answer", id: 7, saved: true });
        expect(saved.mock.calls[0][0].detail).toEqual({ id: VISIT_ID });
    });

    it("makes a new record once, and goes on with it", async () => {
        createRecord.mockResolvedValueOnce({ id: VISIT_ID });
        const element = await open({ recordId: undefined });
        await say(element, { type: "ready" });
        expect(heard(element)[0].request).toMatchObject({ operation: "insert", record: {} });
        await say(element, { type: "save", id: 1, fields: { Notes__c: "x" } });
        await say(element, { type: "save", id: 2, fields: { Notes__c: "y" } });
        expect(createRecord).toHaveBeenCalledTimes(1);
        expect(updateRecord).toHaveBeenCalledWith({ fields: { Id: VISIT_ID, Notes__c: "y" } });
    });

    it("hands Salesforce's refusal on, and saves nothing that is nothing", async () => {
        updateRecord.mockRejectedValueOnce({ body: { output: { fieldErrors: { Notes__c: [{ message: "No." }] }, errors: [] } } });
        const element = await openStored();
        await say(element, { type: "save", id: 8, fields: {} });
        expect(heard(element)[1]).toMatchObject({ id: 8, saved: false, messages: { byField: { Notes__c: ["No."] } } });
        await say(element, { type: "save", id: 9, fields: null });
        expect(heard(element)[2]).toMatchObject({ id: 9, saved: false });
        expect(updateRecord).toHaveBeenCalledTimes(1);
    });

    it("does nothing for a frame before there is a record", async () => {
        const element = await open();
        await say(element, { type: "changed", field: "Host__c", value: OTHER_HOST_ID });
        await say(element, { type: "save", id: 1, fields: {} });
        expect(updateRecord).not.toHaveBeenCalled();
        expect(heard(element)).toMatchObject([{ type: "answer", saved: false }]);
    });

    it("takes the address of the org's settings", async () => {
        loadSettings.mockResolvedValueOnce(JSON.stringify({ frameAddress: ADDRESS }));
        expect(frameOf(await open({ address: undefined })).src).toBe(ADDRESS);
    });

    it("says what is wrong with an address, the settings, the record, the frame", async () => {
        expect(problemOf(await open({ address: "http://presave.example" }))).toMatch(/"http:\/\/presave.example" is no https address/);
        expect(problemOf(await open({ address: undefined }))).toMatch(/no https address/);
        loadSettings.mockRejectedValueOnce({ body: { message: "No access." } });
        expect(problemOf(await open({ address: undefined }))).toMatch(/No access\./);
        expect(problemOf(await open({ objectApiName: "Nowhere__c" }))).toMatch(/Nowhere__c/);
        const element = await open();
        await say(element, { type: "error", message: "The bundle is of another version." });
        expect(problemOf(element)).toBe("The bundle is of another version.");
    });

    it("says what to look at where the page does not answer", async () => {
        await loadedBundle();
        jest.useFakeTimers();
        const element = await open();
        jest.advanceTimersByTime(15000);
        await settled();
        expect(problemOf(element)).toMatch(/does not answer.*https:\/\/presave\.example is a Trusted URL.*frame-src/);
        await say(element, { type: "ready" });
        expect(problemOf(element)).toBeUndefined();
    });
});
