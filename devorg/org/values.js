// Checks that a value may stand in a field, the way the REST API would before any rule runs: type, length,
// restricted picklists and the form of ids.
import { badPicklistValue, malformedId, tooLong, wrongType } from "./faults.js";
import { normalizeId } from "./ids.js";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
const TIME = /^\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z?$/;
const DECIMAL = /^[+-]?\d{1,39}(\.\d{1,39})?$/;

const isNumber = (v) => (typeof v === "number" && Number.isFinite(v)) || (typeof v === "string" && DECIMAL.test(v));
const isDate = (v) => typeof v === "string" && DATE.test(v) && !Number.isNaN(Date.parse(`${v}T00:00:00Z`));
const isDateTime = (v) => typeof v === "string" && DATE_TIME.test(v) && !Number.isNaN(Date.parse(v));

const CHECKS = {
  Number: isNumber,
  Currency: isNumber,
  Percent: isNumber,
  Summary: isNumber,
  Checkbox: (v) => typeof v === "boolean",
  Date: isDate,
  DateTime: isDateTime,
  Time: (v) => typeof v === "string" && TIME.test(v),
  Location: (v) => isNumber(v?.latitude) && isNumber(v?.longitude),
};

/**
 * The value as the store keeps it: blank text becomes null, ids take their 18-character form.
 * @param {import("./source.js").Field} field
 * @param {unknown} value
 */
export function acceptValue(field, value) {
  if (value === null || value === undefined || value === "") return field.type === "Checkbox" ? false : null;
  const check = CHECKS[field.type];
  if (check) {
    if (!check(value)) throw wrongType(field, value);
    return value;
  }
  if (typeof value !== "string") throw wrongType(field, value);
  if (field.referenceTo) return acceptId(field, value);
  if (field.length !== undefined && value.length > field.length) throw tooLong(field, value);
  if (field.restricted) checkPicklist(field, value);
  return value;
}

function acceptId(field, value) {
  const id = normalizeId(value);
  if (!id) throw malformedId(field, value);
  return id;
}

function checkPicklist(field, value) {
  const chosen = field.type === "MultiselectPicklist" ? value.split(";") : [value];
  for (const one of chosen) {
    if (!field.values.some((v) => v.value === one)) throw badPicklistValue(field, one);
  }
}
