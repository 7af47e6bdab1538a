// The org of the demo: the example org's sample records in this page's memory, read and written as Salesforce's
// user interface API does. What the objects look like was written beside the page when it was built.

const loads = new Map();

/** A JSON file beside the page, loaded once. */
export function load(address) {
    if (!loads.has(address)) loads.set(address, fetchJson(address));
    return loads.get(address);
}

async function fetchJson(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} could not be loaded: HTTP status ${response.status}.`);
    return response.json();
}

/** The object infos, picklists and layout of the demo's objects. */
export const loadModel = () => load("org.json");

/** The sample records of an object; those of an object without any are none. */
export async function recordsOf(objectApiName) {
    const { objects } = await loadModel();
    return objects[objectApiName]?.hasRecords ? load(`data/${objectApiName}.json`) : [];
}

/** The record of that Id and its object; undefined where there is none. */
export async function findRecord(id) {
    const { objects } = await loadModel();
    for (const objectApiName of Object.keys(objects)) {
        const record = (await recordsOf(objectApiName)).find(({ Id }) => Id === id);
        if (record) return { objectApiName, record };
    }
    return undefined;
}

/** A record as uiRecordApi gives it, with the fields and parents of `paths` ("Customer__c", "Customer__r.Name"). */
export async function uiRecordOf(objectApiName, record, paths) {
    const { objects, masterRecordType } = await loadModel();
    const known = objects[objectApiName].fields;
    const fields = {};
    for (const path of paths) {
        const [name, ...rest] = path.split(".");
        if (rest.length > 0) await addParent(fields, known, record, name, rest.join("."));
        else if (name in known) fields[name] = { value: record[name] ?? null, displayValue: null };
    }
    return { apiName: objectApiName, id: record.Id, recordTypeId: masterRecordType, fields };
}

async function addParent(fields, known, record, relationshipName, path) {
    const lookup = Object.values(known).find((field) => field.relationshipName === relationshipName);
    if (!lookup) return;
    const parent = await findRecord(record[lookup.apiName]);
    if (!parent) {
        fields[relationshipName] = { value: null, displayValue: null };
        return;
    }
    const more = await uiRecordOf(parent.objectApiName, parent.record, [path]);
    const before = fields[relationshipName]?.value.fields;
    fields[relationshipName] = {
        value: { ...more, fields: { ...before, ...more.fields } },
        displayValue: parent.record.Name ?? null
    };
}
