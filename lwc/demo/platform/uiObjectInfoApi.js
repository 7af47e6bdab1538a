// lightning/uiObjectInfoApi over the demo's objects.
import { loadModel } from "./org.js";
import { adapterOf } from "./wires.js";

export const getObjectInfo = adapterOf(async ({ objectApiName }) => {
    const { objects } = await loadModel();
    if (!objects[objectApiName]) throw new Error(`There is no object ${objectApiName}.`);
    return objects[objectApiName];
});

export const getObjectInfos = adapterOf(async ({ objectApiNames }) => {
    const { objects } = await loadModel();
    const answerFor = (name) => (objects[name] ? { statusCode: 200, result: objects[name] } : { statusCode: 404 });
    return { results: objectApiNames.map(answerFor) };
});

export const getPicklistValuesByRecordType = adapterOf(async ({ objectApiName }) => {
    const { picklists } = await loadModel();
    return { picklistFieldValues: picklists[objectApiName] ?? {} };
});
