// From what callers hold to what the engine reads: documents as text, with what the engine must know of the page and
// cannot see, its clock and its time zone.
import type {RecordDocument, Request, ZoneOffset} from "./documents.js";
import {PresaveError, reasonOf} from "./errors.js";
import type {Zone} from "./zone.js";

/** Nesting of parents that is looked into for dates; the engine refuses deeper records. */
const DEEPEST_PARENT = 10;
const DATE_START = /^(\d{4})-\d\d-\d\d/;
const DATE_LENGTH = 10;
const YEAR_LENGTH = 4;
const HYPHEN = 0x2d;

/**
 * The request with the zone's offsets filled in where it brings none. For callers who also send the request
 * elsewhere (to a server, say) and want it decided there for the same zone.
 */
export function withOffsets(request: Request, nowMs: number, zone: Zone): Request {
  if (request?.context?.offsets !== undefined) return request;
  return {...request, context: {...request?.context, offsets: offsetsFor(request, nowMs, zone)}};
}

// The zone around the record's own dates and now, one year wider on both sides; all of a zone's history would
// make each request kilobytes longer.
function offsetsFor(request: Request, nowMs: number, zone: Zone): readonly ZoneOffset[] {
  const years = new YearsSeen(new Date(nowMs).getUTCFullYear());
  years.see(request?.record, DEEPEST_PARENT);
  years.see(request?.prior, DEEPEST_PARENT);
  return zone.offsets(years.first - 1, years.last + 1);
}

/** The first and the last year among a record's dates. */
class YearsSeen {
  first: number;
  last: number;

  constructor(year: number) {
    this.first = year;
    this.last = year;
  }

  // Records may be proxies, so each value is read once.
  see(record: RecordDocument | undefined, depth: number): void {
    if (depth === 0 || record === null || typeof record !== "object") return;
    for (const name of Object.keys(record)) {
      const value = record[name];
      if (typeof value === "string") {
        // Most texts are no dates, and this costs less than asking the pattern.
        if (value.length >= DATE_LENGTH && value.charCodeAt(YEAR_LENGTH) === HYPHEN) this.#seeText(value);
      } else if (typeof value === "object" && value !== null) {
        this.see(value as RecordDocument, depth - 1);
      }
    }
  }

  #seeText(text: string): void {
    const match = DATE_START.exec(text);
    if (match === null) return;
    const year = Number(match[1]);
    if (year < this.first) this.first = year;
    else if (year > this.last) this.last = year;
  }
}

/** A document that may be JSON text already. */
export function jsonTextOf(document: unknown, what: string): string {
  return typeof document === "string" ? document : jsonOf(document, what);
}

/** A document as the engine takes it. `what` it is, for the error. */
export function jsonOf(document: unknown, what: string): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(document);
  } catch (cause) {
    throw new PresaveError("malformedJson", what, `The ${what} cannot be written as JSON: ${reasonOf(cause)}`, {cause});
  }
  if (text !== undefined) return text;
  throw new PresaveError("malformedJson", what, `The ${what} cannot be written as JSON: it is ${typeof document}.`);
}
