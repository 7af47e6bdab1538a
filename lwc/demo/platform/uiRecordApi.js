// lightning/uiRecordApi outside the platform: accepts every record and keeps it for as long as the page is
// open. In an org, Salesforce decides here once more.
const saved = new Map();

export async function updateRecord({ fields }) {
    saved.set(fields.Id, { ...saved.get(fields.Id), ...fields });
    return { id: fields.Id };
}

export async function createRecord({ fields }) {
    const id = `demo-${saved.size + 1}`;
    saved.set(id, fields);
    return { id };
}
