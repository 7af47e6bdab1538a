import { createElement } from "lwc";
import { notifyRecordUpdateAvailable, updateRecord } from "lightning/uiRecordApi";
import loadSettings from "@salesforce/apex/PresaveSettings.load";
import PresaveFrame from "c/presaveFrame";
import { VISIT_ID, settled } from "../../../../../../test/world";

const ADDRESS = "https://presave.example/embed?x=1";
const ORIGIN = "https://presave.example";

const frameOf = (element) => element.shadowRoot.querySelector("iframe");

async function open(properties) {
    const element = createElement("c-presave-frame", { is: PresaveFrame });
    Object.assign(element, { recordId: VISIT_ID, objectApiName: "Visit__c", address: ADDRESS }, properties);
    document.body.appendChild(element);
    await settled();
    // jsdom gives frames in a shadow no window.
    if (frameOf(element)) Object.defineProperty(frameOf(element), "contentWindow", { value: { postMessage: jest.fn() } });
    return element;
}

const problemOf = (element) => element.shadowRoot.querySelector("[data-problem]")?.textContent;

async function say(element, message, origin = ORIGIN) {
    const event = new MessageEvent("message", { origin, data: { presave: 1, ...message } });
    Object.defineProperty(event, "source", { value: frameOf(element).contentWindow });
    window.dispatchEvent(event);
    await settled();
}

function hear(element) {
    return frameOf(element).contentWindow.postMessage;
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

    it("tells the page which record it is on once it is there, and only there", async () => {
        const element = await open();
        const heard = hear(element);
        await say(element, { type: "ready" }, "https://evil.example");
        expect(heard).not.toHaveBeenCalled();
        await say(element, { type: "ready" });
        expect(heard).toHaveBeenCalledWith(
            expect.objectContaining({ presave: 1, type: "open", object: "Visit__c", recordId: VISIT_ID, timeZone: "Europe/Berlin" }),
            ORIGIN
        );
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
        const element = await open();
        const heard = hear(element);
        const saved = jest.fn();
        element.addEventListener("recordsaved", saved);
        await say(element, { type: "save", id: 7, fields: { Id: "a02000000000009AAA", Notes__c: "x" } });
        expect(updateRecord).toHaveBeenCalledWith({ fields: { Id: VISIT_ID, Notes__c: "x" } });
        expect(heard).toHaveBeenCalledWith({ presave: 1, type: "answer", id: 7, saved: true }, ORIGIN);
        expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: VISIT_ID }]);
        expect(saved).toHaveBeenCalledTimes(1);
    });

    it("hands Salesforce's refusal on", async () => {
        updateRecord.mockRejectedValueOnce({ body: { output: { fieldErrors: { Notes__c: [{ message: "No." }] }, errors: [] } } });
        const element = await open();
        const heard = hear(element);
        await say(element, { type: "save", id: 8, fields: {} });
        expect(heard.mock.calls[0][0]).toMatchObject({ id: 8, saved: false, messages: { byField: { Notes__c: ["No."] } } });
        await say(element, { type: "save", id: 9, fields: null });
        expect(heard.mock.calls[1][0]).toMatchObject({ id: 9, saved: false });
        expect(updateRecord).toHaveBeenCalledTimes(1);
    });

    it("takes the address of the org's settings", async () => {
        loadSettings.mockResolvedValueOnce(JSON.stringify({ frameAddress: ADDRESS }));
        expect(frameOf(await open({ address: undefined })).src).toBe(ADDRESS);
    });

    it("says what is wrong with an address, and with settings that may not be read", async () => {
        expect(problemOf(await open({ address: "http://presave.example" }))).toMatch(/"http:\/\/presave.example" is no https address/);
        expect(problemOf(await open({ address: undefined }))).toMatch(/no https address/);
        loadSettings.mockRejectedValueOnce({ body: { message: "No access." } });
        expect(problemOf(await open({ address: undefined }))).toMatch(/No access\./);
    });

    it("says what to look at where the page does not answer", async () => {
        jest.useFakeTimers();
        const element = await open();
        jest.advanceTimersByTime(15000);
        await settled();
        expect(problemOf(element)).toMatch(/does not answer.*https:\/\/presave\.example is a Trusted URL.*frame-src/);
        await say(element, { type: "ready" });
        expect(problemOf(element)).toBeUndefined();
    });
});
