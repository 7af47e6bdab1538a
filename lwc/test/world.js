// What an org would answer about the tests' object Visit__c, and helpers that several tests share.
import { READY, watchEngine } from "c/presaveEngine";

export const MASTER = "012000000000000AAA";
export const VISIT_ID = "a02000000000001AAA";
export const HOST_ID = "a01000000000001AAA";
export const OTHER_HOST_ID = "a01000000000002AAA";

/** The real bundle, once the real engine is up. */
export const loadedBundle = () =>
    new Promise((resolve) => {
        watchEngine(({ name, bundle }) => name === READY && resolve(bundle));
    });

/** Lets promises and wires do their work. */
export async function settled() {
    for (let turn = 0; turn < 5; ++turn) {
        await Promise.resolve();
    }
}

const info = (apiName, label, more = {}) => ({
    apiName,
    label,
    inlineHelpText: null,
    updateable: true,
    createable: true,
    controllerName: null,
    ...more
});

export const VISIT_INFO = {
    apiName: "Visit__c",
    label: "Visit",
    defaultRecordTypeId: MASTER,
    recordTypeInfos: { [MASTER]: { recordTypeId: MASTER, master: true } },
    fields: {
        Start__c: info("Start__c", "Arrival"),
        End__c: info("End__c", "End"),
        Host__c: info("Host__c", "Host"),
        Length__c: info("Length__c", "Length", { updateable: false, createable: false }),
        Notes__c: info("Notes__c", "Notes", { updateable: false, createable: false }),
        Stage__c: info("Stage__c", "Stage"),
        Topics__c: info("Topics__c", "Topics", { controllerName: "Stage__c" }),
        Place__Latitude__s: info("Place__Latitude__s", "Place (Latitude)"),
        Place__Longitude__s: info("Place__Longitude__s", "Place (Longitude)")
    }
};

const item = (...names) => ({
    layoutItems: names.map((apiName) => ({ layoutComponents: [{ apiName, componentType: "Field" }] }))
});

export const VISIT_DEFAULTS = {
    layout: {
        sections: [
            { heading: "Dates", useHeading: true, columns: 2, layoutRows: [item("Start__c", "End__c"), item("Length__c")] },
            { heading: "More", useHeading: true, columns: 1, layoutRows: [item("Host__c"), item("Stage__c"), item("Topics__c")] },
            { heading: "Not for you", useHeading: true, columns: 1, layoutRows: [item("Cost__c")] }
        ]
    },
    record: { apiName: "Visit__c", fields: { Stage__c: { value: "Planned", displayValue: "Planned" } } }
};

const value = (text, ...validFor) => ({ label: `${text}!`, value: text, validFor });

export const VISIT_PICKLISTS = {
    picklistFieldValues: {
        Stage__c: { controllerValues: {}, defaultValue: null, values: [value("Planned"), value("Over")] },
        Topics__c: { controllerValues: { Planned: 0, Over: 1 }, defaultValue: null, values: [value("Art", 0, 1), value("Wine", 1)] }
    }
};

/** A record as uiRecordApi gives it. */
export function uiRecord(apiName, fields, more = {}) {
    const wrapped = Object.entries(fields).map(([name, field]) => [
        name,
        field !== null && typeof field === "object" && "value" in field ? field : { value: field, displayValue: null }
    ]);
    return { apiName, id: more.id ?? VISIT_ID, recordTypeId: MASTER, fields: Object.fromEntries(wrapped), ...more };
}
