// What a CSV check finds: counts by rule, the refused rows, and the rules that could not be decided.
import type { Outcome } from "presave";
import { MOST_KEPT_ROWS } from "./limits.js";

/** One refusal: by which rule, at which field, in the org's words. */
export interface Refusal {
  rule: string;
  field: string;
  message: string;
}

/** A row that was refused, or that could not be read as a record at all. */
export interface RefusedRow {
  line: number;
  refusals: Refusal[];
}

/** How many rows a rule concerns. */
export interface RuleCount {
  rule: string;
  rows: number;
  /** Of a rule that refuses: its message, as at the first row. Of one not decided: what was missing there. */
  example: string;
}

/** The whole result. */
export interface CsvResult {
  rows: number;
  refused: number;
  open: number;
  byRule: RuleCount[];
  openByRule: RuleCount[];
  refusedRows: RefusedRow[];
}

/** Counts outcomes row by row. */
export class Tally {
  #rows = 0;
  #refused = 0;
  #open = 0;
  readonly #byRule = new Map<string, RuleCount>();
  readonly #openByRule = new Map<string, RuleCount>();
  readonly #refusedRows: RefusedRow[] = [];

  get rows(): number {
    return this.#rows;
  }

  /** Counts one row; gives its refusals. */
  add(line: number, outcome: Outcome): Refusal[] {
    this.#rows++;
    const refusals = refusalsOf(outcome);
    for (const { rule, why, missing } of outcome.undetermined) count(this.#openByRule, rule, missing?.join(", ") || why);
    if (refusals.length === 0) {
      if (outcome.undetermined.length > 0) this.#open++;
      return refusals;
    }
    this.#keep(line, refusals);
    return refusals;
  }

  /** Counts a row that is no record. */
  addRefused(line: number, refusals: Refusal[]): void {
    this.#rows++;
    this.#keep(line, refusals);
  }

  #keep(line: number, refusals: Refusal[]): void {
    this.#refused++;
    const first = new Map(refusals.map((refusal) => [refusal.rule, refusal.message]));
    for (const [rule, message] of first) count(this.#byRule, rule, message);
    if (this.#refusedRows.length < MOST_KEPT_ROWS) this.#refusedRows.push({ line, refusals });
  }

  /** The result; of the refused rows only the first so many. */
  result(mostRows: number): CsvResult {
    return {
      rows: this.#rows,
      refused: this.#refused,
      open: this.#open,
      byRule: sorted(this.#byRule),
      openByRule: sorted(this.#openByRule),
      refusedRows: this.#refusedRows.slice(0, mostRows),
    };
  }
}

function refusalsOf({ failures, faulted }: Outcome): Refusal[] {
  return [
    ...failures.map(({ rule, field = "", message }) => ({ rule, field, message })),
    ...faulted.map(({ rule, message }) => ({ rule, field: "", message })),
  ];
}

function count(counts: Map<string, RuleCount>, rule: string, example: string): void {
  const known = counts.get(rule);
  if (known) known.rows++;
  else counts.set(rule, { rule, rows: 1, example });
}

function sorted(counts: Map<string, RuleCount>): RuleCount[] {
  return [...counts.values()].sort((a, b) => b.rows - a.rows || (a.rule < b.rule ? -1 : 1));
}
