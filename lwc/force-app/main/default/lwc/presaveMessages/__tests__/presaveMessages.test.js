import { filterMessages, gatherHidden, isEmpty, merge, messagesOf, messagesOfSaveError } from "c/presaveMessages";

const OUTCOME = {
    verdict: "fail",
    failures: [
        { field: "End__c", message: "Too early" },
        { field: "End__c", message: "On a Sunday" },
        { field: "End__c", message: "Too early" },
        { message: "Not allowed" }
    ],
    undetermined: [{ rule: "A" }, { rule: "B" }],
    faulted: [{ rule: "RATIO", message: "Division by zero." }]
};

describe("c-presave-messages", () => {
    it("sorts an outcome by field and record, each text once", () => {
        expect(messagesOf(OUTCOME)).toEqual({
            byField: { End__c: ["Too early", "On a Sunday"] },
            record: ["Not allowed", "Rule RATIO cannot be decided for this record: Division by zero."],
            undecided: 2
        });
    });

    it("speaks of a required field as Salesforce's pages do", () => {
        const failures = [{ kind: "constraint", rule: "required", field: "End__c", message: "Required fields are missing: [End__c]" }];
        const { byField } = messagesOf({ failures, undetermined: [], faulted: [] });
        expect(byField).toEqual({ End__c: ["Complete this field."] });
    });

    it("reads the errors of Salesforce by field and record", () => {
        const error = {
            body: {
                message: "An error occurred while trying to update the record.",
                output: {
                    errors: [{ message: "Not allowed" }],
                    fieldErrors: { End__c: [{ message: "Too early" }] }
                }
            }
        };
        expect(messagesOfSaveError(error)).toEqual({
            byField: { End__c: ["Too early"] },
            record: ["Not allowed"],
            undecided: 0
        });
    });

    it.each([
        [{ body: { message: "No access" } }, "No access"],
        [new Error("offline"), "offline"],
        [undefined, "Salesforce did not save the record."]
    ])("never swallows an error without details", (error, text) => {
        expect(messagesOfSaveError(error).record).toEqual([text]);
    });

    it("merges without saying a thing twice", () => {
        const messages = messagesOf(OUTCOME);
        expect(merge(messages, { byField: { End__c: ["Too early"], Start__c: ["Late"] }, record: [], undecided: 0 })).toEqual({
            ...messages,
            byField: { End__c: ["Too early", "On a Sunday"], Start__c: ["Late"] }
        });
    });

    it("filters by text and field", () => {
        const shown = filterMessages(messagesOf(OUTCOME), (text, field) => field === undefined && text === "Not allowed");
        expect(shown).toEqual({ byField: {}, record: ["Not allowed"], undecided: 2 });
    });

    it("names the field of a message that has no place in the form", () => {
        const gathered = gatherHidden(
            messagesOf(OUTCOME),
            () => false,
            () => "End Date"
        );
        expect(gathered.byField).toEqual({});
        expect(gathered.record).toContain("End Date: Too early");
    });

    it("knows when nothing is left to say", () => {
        expect(isEmpty(messagesOf({ failures: [], undetermined: [{}], faulted: [] }))).toBe(true);
        expect(isEmpty(messagesOf(OUTCOME))).toBe(false);
    });
});
