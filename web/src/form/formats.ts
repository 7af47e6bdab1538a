// How values that are only shown are spelled: the user's locale, currency and time zone, as Salesforce knows them.
import type { FieldDescription, FieldValue } from "presave";
import { textOfMarkup } from "./markup.js";
import { words } from "../words/words.js";

/** What decides the spelling of a value. */
export interface Formats {
  /** BCP 47; undefined stands for the browser's own. */
  locale: string | undefined;
  /** IANA name; undefined stands for the browser's own. */
  timeZone: string | undefined;
  /** ISO 4217; undefined where the org has several and the record's is not known. */
  currency: string | undefined;
}

const BLANK = "\u2013";
const DECIMAL = /^-?\d+(?:\.(\d+))?$/;
/** Most digits after the point that every browser's formatter takes; longer ones stay as they are. */
const MOST_FRACTION_DIGITS = 20;

type Speller = (text: string, formats: Formats, field: FieldDescription) => string;

const SPELLERS: Record<string, Speller> = {
  Currency: (text, { locale, currency }, { scale }) => {
    return decimal(text, locale, scale, currency ? { style: "currency", currency } : {});
  },
  Date: (text, { locale }) => moment(`${text}T00:00:00Z`, locale, { dateStyle: "short", timeZone: "UTC" }) ?? text,
  DateTime: (text, { locale, timeZone }) => {
    return moment(text, locale, { dateStyle: "short", timeStyle: "short", ...(timeZone ? { timeZone } : {}) }) ?? text;
  },
  Number: (text, { locale }, { scale }) => decimal(text, locale, scale, {}),
  Percent: (text, { locale }, { scale }) => decimal(text, locale, scale, { style: "unit", unit: "percent" }),
  Summary: (text, { locale }, { scale }) => decimal(text, locale, scale, {}),
  Time: (text, { locale }) => {
    return moment(`1970-01-01T${text.replace(/Z?$/, "Z")}`, locale, { timeStyle: "short", timeZone: "UTC" }) ?? text;
  },
};

/** A field's value for people to read; a dash where it is blank. */
export function spelled(field: FieldDescription, value: FieldValue, formats: Formats): string {
  if (field.type === "Checkbox") return value === true ? words.form.yes : words.form.no;
  if (value === null || value === "") return BLANK;
  if (typeof value === "object") return `${value.latitude ?? BLANK}, ${value.longitude ?? BLANK}`;
  return (SPELLERS[field.type] ?? textOfMarkup)(String(value), formats, field);
}

/** A Salesforce locale such as "en_US" or "de_DE_EURO" by its web name; undefined where the browser knows none. */
export function webLocale(salesforce: unknown): string | undefined {
  if (typeof salesforce !== "string") return undefined;
  for (let parts = salesforce.split("_"); parts.length > 0; parts = parts.slice(0, -1)) {
    const [known] = supported(parts.join("-"));
    if (known) return known;
  }
  return undefined;
}

function supported(locale: string): string[] {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale);
  } catch {
    return []; // not of a locale's form, as "de-DE-EURO" is not: the caller tries a shorter one
  }
}

// The digits go in as text: 18 of them do not fit a JavaScript number.
function decimal(text: string, locale: string | undefined, scale = 0, style: Intl.NumberFormatOptions): string {
  const digits = Math.max(scale, DECIMAL.exec(text)?.[1]?.length ?? 0);
  if (!DECIMAL.test(text) || digits > MOST_FRACTION_DIGITS) return text;
  const format = new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(text as Intl.StringNumericLiteral);
}

function moment(text: string, locale: string | undefined, style: Intl.DateTimeFormatOptions): string | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : new Intl.DateTimeFormat(locale, style).format(at);
}
