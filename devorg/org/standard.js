// What every Salesforce org has without any metadata file: system fields, the Name field and the standard
// fields that sample records commonly use.

const STANDARD_FIELDS = {
  Account: [text("Industry"), text("Phone"), text("BillingCountry"), lookup("ParentId", "Account", "Parent")],
  Contact: [
    text("FirstName"),
    { ...text("LastName"), required: true },
    text("Email"),
    text("Phone"),
    field("Birthdate", "Date"),
    lookup("AccountId", "Account", "Account"),
  ],
  User: [text("FirstName"), text("LastName"), text("Email"), text("Username"), field("IsActive", "Checkbox")],
};

/**
 * The fields that an object has before its own fields are read.
 * @param {string} object
 * @param {{label?: string, type?: string} | undefined} nameField of the object's metadata
 * @returns {Map<string, import("./source.js").Field>}
 */
export function systemFields(object, nameField) {
  const custom = object.endsWith("__c");
  const autoNumber = nameField?.type === "AutoNumber";
  const name = field("Name", nameField?.type ?? "Text", {
    label: nameField?.label ?? "Name",
    length: 80,
    required: custom && !autoNumber,
    readOnly: autoNumber || object === "Contact" || object === "User",
  });
  const fields = [
    field("Id", "Id", { readOnly: true }),
    name,
    ...(STANDARD_FIELDS[object] ?? []),
    lookup("OwnerId", "User", "Owner"),
    field("CreatedDate", "DateTime", { readOnly: true, label: "Created Date" }),
    field("LastModifiedDate", "DateTime", { readOnly: true, label: "Last Modified Date" }),
  ];
  return new Map(fields.map((f) => [f.name, f]));
}

function field(name, type, more = {}) {
  return {
    name,
    type,
    label: name.replace(/([a-z])([A-Z])/g, "$1 $2"),
    required: false,
    readOnly: false,
    length: undefined,
    values: [],
    restricted: false,
    referenceTo: undefined,
    relationshipName: undefined,
    helpText: undefined,
    ...more,
  };
}

function text(name) {
  return field(name, "Text", { length: 255 });
}

function lookup(name, referenceTo, relationshipName) {
  return field(name, "Lookup", { referenceTo, relationshipName, label: relationshipName });
}
