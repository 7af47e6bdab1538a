// Salesforce's error answers: a list of {message, errorCode, fields} with an HTTP status. One constructor
// per situation, so that the wording stands in one place.

/** An answer of the REST API that refuses the request. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} errorCode
   * @param {string} message
   * @param {string[]} [fields]
   */
  constructor(status, errorCode, message, fields) {
    super(message);
    this.status = status;
    this.body = [{ message, errorCode, ...(fields ? { fields } : {}) }];
  }
}

export const sessionInvalid = () => new ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid");

export const notFound = () => new ApiError(404, "NOT_FOUND", "The requested resource does not exist");

export const methodNotAllowed = (method, allowed) =>
  new ApiError(405, "METHOD_NOT_ALLOWED", `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(",")}`);

export const notJson = (why) => new ApiError(400, "JSON_PARSER_ERROR", why);

export const tooLarge = (limit) =>
  new ApiError(413, "REQUEST_LIMIT_EXCEEDED", `The request body is larger than ${limit} bytes`);

export const storageFull = (limit) =>
  new ApiError(400, "STORAGE_LIMIT_EXCEEDED", `storage limit exceeded: this org keeps ${limit} records`);

export const noSuchColumn = (column, object) =>
  new ApiError(400, "INVALID_FIELD", `No such column '${column}' on sobject of type ${object}`);

export const readOnlyFields = (names) =>
  new ApiError(
    400,
    "INVALID_FIELD_FOR_INSERT_UPDATE",
    `Unable to create/update fields: ${names.join(", ")}. Please check the security settings of this field and ` +
      "verify that it is read/write for your profile or permission set.",
    names,
  );

export const requiredMissing = (names) =>
  new ApiError(400, "REQUIRED_FIELD_MISSING", `Required fields are missing: [${names.join(", ")}]`, names);

export const malformedId = (field, value) =>
  new ApiError(400, "MALFORMED_ID", `${field.label}: id value of incorrect type: ${value}`, [field.name]);

export const brokenReference = (field) =>
  new ApiError(400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", [field.name]);

/** What a trigger's addError() makes. */
export const refusedByTrigger = (message, fields = []) =>
  new ApiError(400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", message, fields);

export const tooLong = (field, value) =>
  new ApiError(
    400,
    "STRING_TOO_LONG",
    `${field.label}: data value too large: ${value.slice(0, 40)} (max length=${field.length})`,
    [field.name],
  );

export const wrongType = (field, value) =>
  new ApiError(
    400,
    "JSON_PARSER_ERROR",
    `Cannot deserialize a value of ${field.name} (${field.type}) from ${JSON.stringify(value).slice(0, 60)}`,
    [field.name],
  );

export const badPicklistValue = (field, value) =>
  new ApiError(
    400,
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
    `${field.label}: bad value for restricted picklist field: ${value}`,
    [field.name],
  );
