import { describer, displayValuesOf, engineRecordOf, fieldsToLoad, parentRequestOf, uiFieldsOf } from "c/presaveRecord";
import { HOST_ID, loadedBundle, uiRecord } from "../../../../../../test/world";

describe("c-presave-record", () => {
    let bundle;
    let describe_;

    beforeAll(async () => {
        bundle = await loadedBundle();
        describe_ = describer(bundle);
    });

    it("reads a record with its parents, and leaves out what the engine does not have or computes itself", () => {
        const host = uiRecord("Host__c", { Closed__c: true, Name: "Ada" }, { id: HOST_ID });
        const record = uiRecord("Visit__c", {
            Start__c: { value: "2026-05-01", displayValue: "5/1/2026" },
            Length__c: 7,
            LastModifiedDate: "2026-01-01T00:00:00.000Z",
            Host__c: HOST_ID,
            Host__r: { value: host, displayValue: "Ada" }
        });
        expect(engineRecordOf(record, describe_)).toEqual({
            Start__c: "2026-05-01",
            Host__c: HOST_ID,
            Host__r: { attributes: { type: "Host__c" }, Closed__c: true }
        });
        expect(bundle.validate({ object: "Visit__c", operation: "insert", record: engineRecordOf(record, describe_) }).verdict).toBe(
            "fail"
        );
    });

    it("leaves parents that are blank or of an object without rules as not loaded", () => {
        const stranger = uiRecord("Alien__c", { Name: "Zed" });
        const record = uiRecord("Visit__c", { Host__r: { value: null, displayValue: null }, Done__c: false });
        expect(engineRecordOf(record, describe_)).toEqual({ Done__c: false });
        expect(engineRecordOf(stranger, describe_)).toBeUndefined();
        const withStranger = uiRecord("Visit__c", { Host__c: HOST_ID, Host__r: { value: stranger, displayValue: "Zed" } });
        expect(engineRecordOf(withStranger, describe_)).toEqual({ Host__c: HOST_ID });
    });

    it("does not follow parents for ever", () => {
        const endless = uiRecord("Host__c", { Closed__c: true });
        endless.fields.Host__r = { value: endless, displayValue: null };
        let depth = 0;
        for (let place = engineRecordOf(endless, describe_); place; place = place.Host__r) ++depth;
        expect(depth).toBe(11);
    });

    it("puts a location together and takes it apart", () => {
        const record = uiRecord("Visit__c", { Place__Latitude__s: 48.1, Place__Longitude__s: 11.5, Other__Latitude__s: 1 });
        const engineRecord = engineRecordOf(record, describe_);
        expect(engineRecord).toEqual({ Place__c: { latitude: 48.1, longitude: 11.5 } });
        const description = describe_("Visit__c");
        expect(uiFieldsOf({ ...engineRecord, Cost__c: 5 }, description)).toEqual({
            Place__Latitude__s: 48.1,
            Place__Longitude__s: 11.5,
            Cost__c: 5
        });
        expect(uiFieldsOf({ Place__c: null }, description)).toEqual({ Place__Latitude__s: null, Place__Longitude__s: null });
    });

    it("knows what Salesforce shows, a parent's name for its lookup", () => {
        const record = uiRecord("Visit__c", {
            Start__c: { value: "2026-05-01", displayValue: "5/1/2026" },
            Cost__c: 5,
            Host__r: { value: null, displayValue: "Ada" }
        });
        expect(displayValuesOf(record, describe_("Visit__c"))).toEqual({ Start__c: "5/1/2026", Host__c: "Ada" });
    });

    it("asks for what the rules read and the form shows, each once", () => {
        const names = fieldsToLoad("Visit__c", bundle.requirements("Visit__c"), ["Place__c", "Host__c", "End__c"], describe_("Visit__c"));
        expect(names).toEqual([...new Set(names)]);
        expect(names).toEqual(
            expect.arrayContaining([
                "Visit__c.End__c",
                "Visit__c.Host__c",
                "Visit__c.Host__r.Closed__c",
                "Visit__c.Host__r.Name",
                "Visit__c.Place__Latitude__s",
                "Visit__c.Place__Longitude__s"
            ])
        );
        expect(names).not.toContain("Visit__c.Place__c");
    });

    it("asks for a parent only where a rule reads it", () => {
        const lookup = { name: "Host__c", relationshipName: "Host__r" };
        const requirements = { parents: ["Host__r.Closed__c", "Host__r.Owner:User.Name", "Hosts__r.Name"] };
        expect(parentRequestOf(lookup, "Host__c", HOST_ID, requirements)).toEqual({
            recordIds: [HOST_ID],
            optionalFields: ["Host__c.Closed__c", "Host__c.Owner.Name"]
        });
        expect(parentRequestOf({ relationshipName: "Owner" }, "User", "005", requirements)).toBeUndefined();
        expect(parentRequestOf({ relationshipName: "Owner" }, "User", "005", { parents: ["Owner:User.Name", "Owner:Group.Name"] })).toEqual({
            recordIds: ["005"],
            optionalFields: ["User.Name"]
        });
    });
});
