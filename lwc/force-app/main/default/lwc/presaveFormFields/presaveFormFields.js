// What a form shows: the bundle's fields, narrowed by what the user may see and change, with the record type's
// picklist values, in the sections of the page layout or in the order of a list.
import { TEXT, fill } from "c/presaveText";

/**
 * The fields that the user may see, by name. `objectInfo` and `picklists` are answers of uiObjectInfoApi; without
 * them the bundle alone speaks.
 */
export function formFields({ description, objectInfo, picklists, isUpdate }) {
    const seen = description.fields.filter((field) => !objectInfo || infoOf(objectInfo, field));
    return new Map(seen.map((field) => [field.name, described(field, { objectInfo, picklists, isUpdate })]));
}

/**
 * The fields as a page layout has them: what it shows for reading cannot be changed, what it requires is required, though
 * Salesforce's API would save the record without it.
 */
export function fieldsInLayout(fields, layout, isUpdate) {
    const inLayout = new Map(fields);
    itemsOf(layout).forEach((item) => {
        const mayChange = (isUpdate ? item.editableForUpdate : item.editableForNew) !== false;
        namesOf(item).forEach((name) => {
            const field = fields.get(name);
            if (!field) return;
            const required = field.required || item.required === true;
            inLayout.set(name, { ...field, required, editable: field.editable && mayChange });
        });
    });
    return inLayout;
}

/** The form's sections: [{key, heading, columns, names}]. Throws where a listed field is not there. */
export function formSections({ fields, fieldNames, layout, objectLabel }) {
    if (fieldNames?.length) return [sectionOf(0, "", 2, listed(fieldNames, fields, objectLabel))];
    const sections = layout ? layout.sections.map((section, index) => layoutSection(section, index, fields)) : [];
    const filled = sections.filter(({ names }) => names.length > 0);
    return filled.length > 0 ? filled : [sectionOf(0, "", 2, editable(fields))];
}

/** The values that a picklist offers while the record is as it is; a dependent one follows its controlling field. */
export function optionsOf(field, record) {
    const values = field.values ?? [];
    if (!field.controller) return values;
    const chosen = record[field.controller.name];
    const index = field.controller.values[typeof chosen === "boolean" ? String(chosen) : chosen];
    return values.filter(({ validFor }) => validFor.includes(index));
}

function described(field, { objectInfo, picklists, isUpdate }) {
    const info = objectInfo && infoOf(objectInfo, field);
    if (!info) return field;
    const mayChange = isUpdate ? info.updateable : info.createable;
    return {
        ...field,
        label: info.label ?? field.label,
        helpText: info.inlineHelpText ?? field.helpText,
        editable: field.editable && mayChange,
        ...picklistOf(field, info, picklists)
    };
}

// Of a location, Salesforce may describe the parts alone.
function infoOf({ fields }, { name, type }) {
    return fields[name] ?? (type === "Location" ? fields[name.replace(/__c$/, "__Latitude__s")] : undefined);
}

function picklistOf(field, info, picklists) {
    const answer = picklists?.picklistFieldValues?.[field.name];
    if (!answer) return {};
    const values = answer.values.map(({ label, value, validFor }) => ({ label, value, validFor: [...validFor] }));
    const chosen = answer.defaultValue?.value;
    const controllerName = info.controllerName;
    return {
        values: values.map((value) => ({ ...value, default: value.value === chosen })),
        controller: controllerName ? { name: controllerName, values: { ...answer.controllerValues } } : undefined
    };
}

function listed(fieldNames, fields, objectLabel) {
    fieldNames.forEach((name) => {
        if (!fields.has(name)) throw new Error(fill(TEXT.noField, objectLabel, name));
    });
    return [...fieldNames];
}

function layoutSection(section, index, fields) {
    const names = section.layoutRows.flatMap(({ layoutItems }) => layoutItems).flatMap(namesOf);
    const known = [...new Set(names)].filter((name) => fields.has(name));
    return sectionOf(index, section.useHeading ? section.heading : "", section.columns, known);
}

function itemsOf({ sections }) {
    return sections.flatMap(({ layoutRows }) => layoutRows).flatMap(({ layoutItems }) => layoutItems);
}

// A location is one field here, and two in a layout.
function namesOf({ layoutComponents }) {
    return layoutComponents
        .filter(({ componentType }) => componentType === "Field")
        .map(({ apiName }) => apiName.replace(/__(Latitude|Longitude)__s$/, "__c"));
}

function sectionOf(key, heading, columns, names) {
    return { key, heading, columns, names };
}

function editable(fields) {
    return [...fields.values()].filter((field) => field.editable).map(({ name }) => name);
}
