// Between lightning/uiRecordApi and the engine: what to ask the platform for, its records in the engine's form,
// and what the engine's record means for createRecord and updateRecord. Nothing here knows a component.

/** Relationships that a record is followed through; Salesforce's formulas reach no further. */
const DEEPEST_PARENT = 10;
const MASTER_RECORD_TYPE = "012000000000000AAA";
const LATITUDE = /__Latitude__s$/;
const LOCATION_PART = /__(Latitude|Longitude)__s$/;

/**
 * A function from an object's API name to its description in the bundle, undefined where the bundle does not have
 * it. A description is read once.
 */
export function describer(bundle) {
    const known = new Set(bundle.objects());
    const descriptions = new Map();
    return (objectApiName) => {
        if (!known.has(objectApiName)) return undefined;
        if (!descriptions.has(objectApiName)) descriptions.set(objectApiName, indexed(bundle.describe(objectApiName)));
        return descriptions.get(objectApiName);
    };
}

/**
 * A record of uiRecordApi as the engine reads it. It is walked once: records of wires are proxies, and slow inside
 * Lightning Web Security. Left out is what the bundle does not have, and formula fields, which the engine computes.
 * Undefined where the bundle does not have the object.
 */
export function engineRecordOf(uiRecord, describe, depth = DEEPEST_PARENT) {
    const description = describe(uiRecord.apiName);
    if (!description) return undefined;
    const record = {};
    Object.entries(uiRecord.fields).forEach(([name, { value }]) => {
        if (isRecord(value)) addParent(record, name, value, describe, depth);
        else addValue(record, name, value, description);
    });
    return record;
}

/** The record type of a record that has one of its own: every object has the master type, which rules know nothing of. */
export function ownRecordTypeId({ recordTypeId }) {
    return recordTypeId === MASTER_RECORD_TYPE ? undefined : recordTypeId;
}

/** What Salesforce shows for a record's fields, by field; for a lookup it is the parent's name. */
export function displayValuesOf(uiRecord, description) {
    const values = {};
    Object.entries(uiRecord.fields).forEach(([name, { displayValue }]) => {
        if (displayValue === null || displayValue === undefined) return;
        const lookup = description?.lookups.get(name);
        values[lookup ? lookup.name : name] = displayValue;
    });
    return values;
}

/** Fields in the engine's form as createRecord and updateRecord take them. */
export function uiFieldsOf(fields, description) {
    const uiFields = {};
    Object.entries(fields).forEach(([name, value]) => {
        if (description.byName.get(name)?.type === "Location") {
            const stem = name.replace(/__c$/, "");
            uiFields[`${stem}__Latitude__s`] = value?.latitude ?? null;
            uiFields[`${stem}__Longitude__s`] = value?.longitude ?? null;
        } else {
            uiFields[name] = value;
        }
    });
    return uiFields;
}

/** The qualified names to load a record by: what the rules read, and the fields that the form shows. */
export function fieldsToLoad(objectApiName, requirements, shownNames, description) {
    const shown = shownNames.flatMap((name) => [...uiNamesOf(name, description), ...nameOfParent(name, description)]);
    const required = requirements.uiApi.flatMap((path) => {
        const name = path.slice(objectApiName.length + 1);
        return name.includes(".") ? [name] : uiNamesOf(name, description);
    });
    const names = new Set([...required, ...shown]);
    return [...names].map((name) => `${objectApiName}.${name}`).sort();
}

/**
 * The request for the parent that a lookup now leads to: {recordIds, optionalFields} of getRecords. Undefined where
 * no rule reads it.
 */
export function parentRequestOf(lookup, parentApiName, id, requirements) {
    const plain = `${lookup.relationshipName}.`;
    const ofKind = `${lookup.relationshipName}:${parentApiName}.`;
    const names = requirements.parents
        .filter((path) => path.startsWith(plain) || path.startsWith(ofKind))
        .map((path) => path.slice(path.indexOf(".") + 1).replace(/:\w+/g, ""));
    if (names.length === 0) return undefined;
    return { recordIds: [id], optionalFields: names.map((name) => `${parentApiName}.${name}`) };
}

function indexed(description) {
    const byName = new Map(description.fields.map((field) => [field.name, field]));
    const lookups = new Map(
        description.fields.filter((field) => field.relationshipName).map((field) => [field.relationshipName, field])
    );
    return { ...description, byName, lookups };
}

function isRecord(value) {
    return value !== null && typeof value === "object" && "fields" in value;
}

function addParent(record, name, value, describe, depth) {
    const parent = depth > 0 ? engineRecordOf(value, describe, depth - 1) : undefined;
    if (parent) record[name] = { attributes: { type: value.apiName }, ...parent };
}

function addValue(record, name, value, description) {
    const field = description.byName.get(name);
    if (field) {
        if (!field.formula) record[name] = value;
    } else if (LOCATION_PART.test(name)) {
        addLocationPart(record, name, value, description);
    }
}

// Salesforce gives a location in two numbers, the engine takes it in one piece.
function addLocationPart(record, name, value, description) {
    const whole = name.replace(LOCATION_PART, "__c");
    if (description.byName.get(whole)?.type !== "Location") return;
    record[whole] ??= { latitude: null, longitude: null };
    record[whole][LATITUDE.test(name) ? "latitude" : "longitude"] = value;
}

function uiNamesOf(name, description) {
    if (description?.byName.get(name)?.type !== "Location") return [name];
    const stem = name.replace(/__c$/, "");
    return [`${stem}__Latitude__s`, `${stem}__Longitude__s`];
}

// A parent's name is what a form shows for a lookup that cannot be changed.
function nameOfParent(name, description) {
    const lookup = description?.byName.get(name);
    return lookup?.relationshipName && lookup.referenceTo?.length === 1 ? [`${lookup.relationshipName}.Name`] : [];
}
