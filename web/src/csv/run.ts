// One check of a CSV file: text by pieces, rows, records, decisions. Knows nothing of workers and pages.
import { PresaveError } from "presave";
import type { Bundle, Outcome, Request, RequestContext } from "presave";
import type { Words } from "../words/catalogue.js";
import { Columns, HeaderFault } from "./columns.js";
import { MOST_ROWS } from "./limits.js";
import { CsvFault, RowReader, csvLine, separatorOf } from "./row-reader.js";
import type { CsvRow } from "./row-reader.js";
import { Tally } from "./tally.js";
import type { Refusal } from "./tally.js";

/** What a check is about. */
export interface CsvQuestion {
  object: string;
  operation: "insert" | "update";
  context: RequestContext;
}

/** A check under way; finish() it after the last piece. */
export class CsvRun {
  readonly tally = new Tally();
  readonly #bundle: Bundle;
  readonly #question: CsvQuestion;
  readonly #words: Words;
  /** The refused rows as CSV, joined piece by piece: one string a row would be many. */
  readonly #refused: string[] = [];
  #reader: RowReader | undefined;
  #separator = ",";
  #header: string[] = [];
  #columns: Columns | undefined;

  constructor(bundle: Bundle, question: CsvQuestion, words: Words) {
    this.#bundle = bundle;
    this.#question = question;
    this.#words = words;
  }

  /** Columns that are no fields of the object. */
  get notChecked(): string[] {
    return this.#columns?.unknown ?? [];
  }

  /** Decides the rows that this piece of the file completes. */
  push(text: string): void {
    if (!this.#reader) {
      if (text === "") return;
      this.#separator = separatorOf(text);
      this.#reader = new RowReader(this.#separator);
    }
    this.#take(this.#reader.push(text));
  }

  /** The end of the file. */
  finish(): void {
    this.#take(this.#reader?.finish() ?? []);
    if (!this.#columns || this.tally.rows === 0) throw new HeaderFault("noRows");
  }

  /** The refused rows as a file of their own, with the line, the rules and the messages. */
  refusedFile(): Blob {
    return new Blob(["\ufeff", ...this.#refused], { type: "text/csv;charset=utf-8" });
  }

  #take(rows: CsvRow[]): void {
    const refused: string[] = [];
    for (const row of rows) {
      if (!this.#columns) this.#takeHeader(row, refused);
      else if (this.tally.rows === MOST_ROWS) throw new CsvFault(row.line, "tooLarge", `${MOST_ROWS} rows`);
      else this.#decide(this.#columns, row, refused);
    }
    if (refused.length > 0) this.#refused.push(refused.join(""));
  }

  #takeHeader({ cells }: CsvRow, refused: string[]): void {
    const { line, rules, messages } = this.#words.csv.columns;
    this.#header = cells;
    this.#columns = new Columns(this.#bundle, this.#question.object, cells);
    refused.push(csvLine([...cells, line, rules, messages], this.#separator));
  }

  #decide(columns: Columns, { line, cells }: CsvRow, refused: string[]): void {
    const expected = this.#header.length;
    const refusals =
      cells.length === expected
        ? this.#refusals(columns, line, cells)
        : this.#noRecord(line, this.#words.csv.cells(cells.length, expected));
    if (refusals.length === 0) return;
    const padded = Array.from({ length: Math.max(expected, cells.length) }, (_, i) => cells[i] ?? "");
    const rules = refusals.map(({ rule }) => rule).join("; ");
    const messages = refusals.map(({ message }) => message).join("; ");
    refused.push(csvLine([...padded, String(line), rules, messages], this.#separator));
  }

  #refusals(columns: Columns, line: number, cells: string[]): Refusal[] {
    let outcome: Outcome;
    try {
      outcome = this.#bundle.validate(this.#request(columns, cells));
    } catch (error) {
      // A row that the engine cannot take for a record is refused; an engine that has stopped decides nothing more.
      if (!(error instanceof PresaveError) || error.code === "engineStopped") throw error;
      return this.#noRecord(line, error.message);
    }
    return this.tally.add(line, outcome);
  }

  #noRecord(line: number, message: string): Refusal[] {
    const refusals = [{ rule: "csv", field: "", message }];
    this.tally.addRefused(line, refusals);
    return refusals;
  }

  #request(columns: Columns, cells: string[]): Request {
    return { ...this.#question, record: columns.record(cells) };
  }
}

/** What stopped a check, in words. */
export function faultText(error: unknown, { csv }: Words): string {
  if (error instanceof CsvFault) return csv.malformed(error.line, error.kind === "tooLarge" ? csv.tooLarge(error.what) : csv[error.kind]);
  if (!(error instanceof HeaderFault)) return csv.faulted(error instanceof Error ? error.message : String(error));
  switch (error.kind) {
    case "noRows":
      return csv.noRows;
    case "twice":
      return csv.twice(error.column);
    case "unknownColumns":
      return csv.unknownColumns(error.column);
    case "lookupMissing":
      return csv.lookupMissing(error.column, error.lookup);
  }
}
