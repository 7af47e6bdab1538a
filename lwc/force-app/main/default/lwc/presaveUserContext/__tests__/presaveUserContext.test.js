// Who asks, put together from two answers of the platform, and believed by the real engine.
import { createElement } from "lwc";
import { getRecord } from "lightning/uiRecordApi";
import loadContext from "@salesforce/apex/PresaveContext.load";
import PresaveUserContext from "c/presaveUserContext";
import { loadedBundle, settled, uiRecord } from "../../../../../../test/world";

const TRAINEE = uiRecord("User", { Profile: { value: uiRecord("Profile", { Name: "Trainee" }), displayValue: "Trainee" } });
const ORG = { permissions: ["Grant_Honours"], globals: { $Setup: { House__c: { Oldest__c: 99 } }, $Organization: { Name: "Hotel" } } };

describe("c-presave-user-context", () => {
    let bundle;
    let told;

    beforeAll(async () => {
        bundle = await loadedBundle();
    });

    beforeEach(() => {
        told = jest.fn();
    });

    afterEach(() => document.body.replaceChildren());

    async function ask(objectApiName, recordTypeId) {
        const element = createElement("c-presave-user-context", { is: PresaveUserContext });
        element.addEventListener("contextready", told);
        element.subject = { objectApiName, recordTypeId, requirements: bundle.requirements(objectApiName) };
        document.body.appendChild(element);
        await settled();
        return element;
    }

    const answer = () => told.mock.calls[0][0].detail;

    it("asks nobody where no rule wants to know", async () => {
        await ask("Visit__c");
        expect(told).toHaveBeenCalledTimes(1);
        expect(answer().problem).toBeUndefined();
        expect(loadContext.getLastConfig()).toMatchObject({ questionJson: undefined });
    });

    it("asks for exactly what the rules read", async () => {
        await ask("Guest__c");
        expect(getRecord.getLastConfig().optionalFields).toEqual(["User.Profile.Name"]);
        expect(JSON.parse(loadContext.getLastConfig().questionJson)).toEqual({
            objectApiName: "Guest__c",
            recordTypeId: null,
            permissions: ["Grant_Honours"],
            settings: ["House__c.Oldest__c"],
            organization: ["Name"]
        });
    });

    it("tells once both have answered, in the engine's form", async () => {
        await ask("Guest__c");
        getRecord.emit(TRAINEE);
        await settled();
        expect(told).not.toHaveBeenCalled();
        loadContext.emit(JSON.stringify(ORG));
        await settled();
        const { context } = answer();
        const outcome = bundle.validate({
            object: "Guest__c",
            operation: "insert",
            record: { Age__c: 100, Honoured__c: true },
            context
        });
        expect(outcome.undetermined).toEqual([]);
        expect(outcome.failures.map(({ rule }) => rule)).toEqual(["AGE_IS_KNOWN_HERE", "TRAINEES_LEAVE_AGE"]);
    });

    it("asks for the record type's name where the object has several", async () => {
        await ask("Visit__c", "012000000000001AAA");
        loadContext.emit(JSON.stringify({ permissions: [], globals: {}, recordType: "Day_Trip" }));
        await settled();
        expect(answer().context.recordType).toBe("Day_Trip");
    });

    it("says what it could not find out; the rules that read it stay undecided", async () => {
        await ask("Guest__c");
        getRecord.emit(TRAINEE);
        loadContext.error({ message: "No access to the class." });
        await settled();
        const { context, problem } = answer();
        expect(problem).toBe("No access to the class.");
        const { undetermined } = bundle.validate({
            object: "Guest__c",
            operation: "insert",
            record: { Age__c: 1, Honoured__c: true },
            context
        });
        expect(undetermined.map(({ rule }) => rule)).toEqual(["AGE_IS_KNOWN_HERE", "HONOURS_ARE_GRANTED", "TRAINEES_LEAVE_AGE"]);
    });

    it("shows nothing, so nothing is in anybody's way", async () => {
        const element = await ask("Visit__c");
        expect(element.shadowRoot.childNodes).toHaveLength(0);
        await expect(element).toBeAccessible();
    });
});
