// lightning/uiRecordApi over the demo's records. It accepts every record; in an org, Salesforce decides once more.
// "?saving=500" in the address makes a save take as many milliseconds.
import { findRecord, loadModel, recordsOf, uiRecordOf } from "./org.js";
import { adapterOf, answerAnew } from "./wires.js";

const withoutObject = (path) => path.slice(path.indexOf(".") + 1);

async function readRecord(id, optionalFields, layoutTypes) {
    const found = await findRecord(id);
    if (!found) throw new Error(`There is no record ${id}.`);
    const { layoutFields } = await loadModel();
    const ofLayout = layoutTypes ? (layoutFields[found.objectApiName] ?? []) : [];
    return uiRecordOf(found.objectApiName, found.record, [...optionalFields.map(withoutObject), ...ofLayout]);
}

export const getRecord = adapterOf(({ recordId, optionalFields, layoutTypes }) =>
    readRecord(recordId, optionalFields, layoutTypes)
);

export const getRecords = adapterOf(async ({ records }) => ({
    results: await Promise.all(
        records.map(async ({ recordIds, optionalFields }) => ({
            statusCode: 200,
            result: await readRecord(recordIds[0], optionalFields)
        }))
    )
}));

export const getRecordCreateDefaults = adapterOf(async ({ objectApiName }) => {
    const { layouts } = await loadModel();
    return { layout: layouts[objectApiName], record: { apiName: objectApiName, fields: {} } };
});

function saving() {
    const milliseconds = Number(new URLSearchParams(location.search).get("saving"));
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export async function updateRecord({ fields }) {
    await saving();
    const { record } = await findRecord(fields.Id);
    Object.assign(record, fields);
    await answerAnew();
    return { id: fields.Id };
}

export async function createRecord({ apiName, fields }) {
    await saving();
    const records = await recordsOf(apiName);
    const record = { ...fields, Id: `a99000000000${String(records.length).padStart(3, "0")}AAA` };
    records.push(record);
    return { id: record.Id };
}
