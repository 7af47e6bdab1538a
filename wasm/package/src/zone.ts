// The user's time zone as the engine reads it: pairs of first instant and offset from UTC. The engine has no
// time zone data of its own; the browser has.
import type {ZoneOffset} from "./documents.js";
import {PresaveError} from "./errors.js";

/** Years outside are not asked about: a browser's rules for them are guesses. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2099;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** No zone changes its offset twice within so short a time (the shortest known is Morocco's Ramadan). */
const STEP = 14 * DAY;

const zones = new Map<string, Zone>();

/** The zone of that IANA name ("Europe/Berlin"), or the page's own; always the same object for the same name. */
export function zoneNamed(name?: string): Zone {
  const zoneName = name ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  let zone = zones.get(zoneName);
  if (!zone) {
    zone = makeZone(zoneName);
    zones.set(zoneName, zone);
  }
  return zone;
}

function makeZone(name: string): Zone {
  try {
    return new Zone(name);
  } catch (cause) {
    throw new PresaveError(
      "badConfiguration",
      "timeZone",
      `"${name}" is not a time zone this browser knows. Give an IANA name such as "Europe/Berlin".`,
      {cause},
    );
  }
}

/** A time zone that remembers the transitions it has looked up, year by year. */
export class Zone {
  readonly #format: Intl.DateTimeFormat;
  readonly #transitions = new Map<number, ZoneOffset[]>();
  #last: {from: number; to: number; offsets: readonly ZoneOffset[]} | undefined;

  constructor(name: string) {
    this.#format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  /** All offsets of the years from `first` to `last`, the first of them standing for all time before. */
  offsets(first: number, last: number): readonly ZoneOffset[] {
    const from = clampYear(first);
    const to = clampYear(last);
    // One form asks for the same years again and again, and the platform takes microseconds for an offset.
    if (this.#last?.from === from && this.#last.to === to) return this.#last.offsets;
    const offsets: ZoneOffset[] = [[null, this.offsetAt(Date.UTC(from))]];
    for (let year = from; year <= to; ++year) offsets.push(...this.#transitionsOf(year));
    this.#last = {from, to, offsets};
    return offsets;
  }

  /** Minutes east of UTC at an instant. */
  offsetAt(instant: number): number {
    const parts: {[type: string]: number} = {};
    for (const {type, value} of this.#format.formatToParts(instant)) parts[type] = Number(value);
    const {year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0} = parts;
    return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - instant) / MINUTE);
  }

  #transitionsOf(year: number): ZoneOffset[] {
    let transitions = this.#transitions.get(year);
    if (!transitions) {
      transitions = this.#findTransitions(Date.UTC(year), Date.UTC(year + 1));
      this.#transitions.set(year, transitions);
    }
    return transitions;
  }

  #findTransitions(begin: number, end: number): ZoneOffset[] {
    const transitions: ZoneOffset[] = [];
    let offset = this.offsetAt(begin);
    for (let at = begin; at < end; at += STEP) {
      const next = Math.min(at + STEP, end);
      const nextOffset = this.offsetAt(next);
      if (nextOffset !== offset) transitions.push([this.#firstInstantOf(nextOffset, at, next), nextOffset]);
      offset = nextOffset;
    }
    return transitions;
  }

  // Zones change at whole minutes, so the search ends at one.
  #firstInstantOf(offset: number, before: number, after: number): number {
    let low = before;
    let high = after;
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / (2 * MINUTE)) * MINUTE;
      if (this.offsetAt(middle) === offset) high = middle;
      else low = middle;
    }
    return high;
  }
}

function clampYear(year: number): number {
  return Math.min(Math.max(year, FIRST_YEAR), LAST_YEAR);
}
