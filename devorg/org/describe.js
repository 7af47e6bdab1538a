// The REST API's description of an object, as far as a form or a loader needs it.

const REST_TYPES = {
  Text: "string", TextArea: "textarea", LongTextArea: "textarea", Html: "textarea", EncryptedText: "encryptedstring",
  Email: "email", Phone: "phone", Url: "url", Number: "double", Currency: "currency", Percent: "percent",
  AutoNumber: "string", Summary: "double", Checkbox: "boolean", Date: "date", DateTime: "datetime", Time: "time",
  Picklist: "picklist", MultiselectPicklist: "multipicklist", Lookup: "reference", MasterDetail: "reference",
  Location: "location", Id: "id",
};

/**
 * @param {import("./source.js").ObjectType} object
 * @param {string | undefined} keyPrefix
 */
export function describeObject(object, keyPrefix) {
  return {
    name: object.name,
    label: object.label,
    labelPlural: object.pluralLabel,
    custom: object.custom,
    keyPrefix,
    createable: true,
    updateable: true,
    queryable: true,
    fields: [...object.fields.values()].map(describeField),
  };
}

function describeField(field) {
  return {
    name: field.name,
    label: field.label,
    type: REST_TYPES[field.type] ?? "string",
    length: field.length ?? 0,
    nillable: !field.required,
    createable: !field.readOnly,
    updateable: !field.readOnly,
    calculated: field.readOnly && field.type !== "Id",
    inlineHelpText: field.helpText ?? null,
    restrictedPicklist: field.restricted,
    picklistValues: field.values.map((v) => ({ ...v, active: true, defaultValue: v.isDefault })),
    referenceTo: field.referenceTo ? [field.referenceTo] : [],
    relationshipName: field.relationshipName ?? null,
  };
}
