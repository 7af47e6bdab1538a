// What the engine must know of the page and cannot see: its clock and its time zone.
import type {RecordDocument, Request, ZoneOffset} from "./documents.js";
import type {Zone} from "./zone.js";

/** Nesting of parents that is looked into for dates; the engine refuses deeper records. */
const DEEPEST_PARENT = 10;
const DATE_START = /^(\d{4})-\d\d-\d\d/;

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
function offsetsFor(request: Request, nowMs: number, zone: Zone): ZoneOffset[] {
  const years = [new Date(nowMs).getUTCFullYear()];
  collectYears(request?.record, DEEPEST_PARENT, years);
  collectYears(request?.prior, DEEPEST_PARENT, years);
  return zone.offsets(Math.min(...years) - 1, Math.max(...years) + 1);
}

function collectYears(record: RecordDocument | undefined, depth: number, years: number[]): void {
  if (depth === 0 || record === null || typeof record !== "object") return;
  for (const value of Object.values(record)) {
    if (typeof value === "string") {
      const year = DATE_START.exec(value)?.[1];
      if (year !== undefined) years.push(Number(year));
    } else if (value !== null && typeof value === "object") {
      collectYears(value as RecordDocument, depth - 1, years);
    }
  }
}
