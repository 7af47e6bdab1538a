// Reads CSV (RFC 4180) that comes in pieces: rows with the line they begin on. Quotes, line ends of both kinds,
// line breaks in quotes and a byte order mark are read; anything else out of order is refused with its line.
import { LONGEST_ROW, MOST_COLUMNS } from "./limits.js";

/** Why a file cannot be read, for words to be found; `what` names the bound that was passed. */
export class CsvFault extends Error {
  readonly line: number;
  readonly kind: "unclosedQuote" | "textAfterQuote" | "tooLarge";
  readonly what: string;

  constructor(line: number, kind: CsvFault["kind"], what = "") {
    super(`line ${line}: ${kind} ${what}`);
    this.line = line;
    this.kind = kind;
    this.what = what;
  }
}

/** One row and the line of its first character, from 1. */
export interface CsvRow {
  line: number;
  cells: string[];
}

type State = "start" | "plain" | "quoted" | "quote";

/** Takes text piece by piece and gives the rows that are complete. Empty lines are no rows. */
export class RowReader {
  readonly #separator: string;
  #state: State = "start";
  #cell = "";
  #cells: string[] = [];
  #letters = 0;
  #line = 1;
  #rowLine = 1;
  #quoteLine = 1;
  #afterReturn = false;
  #started = false;

  /** @param separator between cells: "," or what separatorOf() found */
  constructor(separator = ",") {
    this.#separator = separator;
  }

  /** The rows that this piece completes. */
  push(text: string): CsvRow[] {
    const rows: CsvRow[] = [];
    let from = 0;
    if (!this.#started && text !== "") {
      this.#started = true;
      if (text.startsWith("\ufeff")) from = 1;
    }
    for (let at = from; at < text.length; ) at = this.#step(text, at, rows);
    return rows;
  }

  /** The last row, where the file does not end with a line end. */
  finish(): CsvRow[] {
    if (this.#state === "quoted") throw new CsvFault(this.#quoteLine, "unclosedQuote");
    const rows: CsvRow[] = [];
    this.#endRow(rows);
    return rows;
  }

  /** Reads on from `at`: one special character, or a run of ordinary ones; gives where to go on. */
  #step(text: string, at: number, rows: CsvRow[]): number {
    if (this.#state === "quoted") return this.#inQuotes(text, at);
    const c = text[at]!;
    if (c === "\n" || c === "\r") return this.#lineEnd(c, at, rows);
    this.#afterReturn = false;
    if (c === this.#separator) {
      this.#endCell();
      return at + 1;
    }
    if (c === '"' && this.#state !== "plain") {
      // A second quotation mark after a closing one is a quotation mark.
      if (this.#state === "quote") this.#take('"');
      else this.#quoteLine = this.#line;
      this.#state = "quoted";
      return at + 1;
    }
    if (this.#state === "quote") throw new CsvFault(this.#line, "textAfterQuote");
    this.#state = "plain";
    const end = this.#endOfRun(text, at);
    this.#take(text.slice(at, end));
    return end;
  }

  #endOfRun(text: string, at: number): number {
    let end = at + 1;
    while (end < text.length && text[end] !== this.#separator && text[end] !== "\n" && text[end] !== "\r") end++;
    return end;
  }

  #inQuotes(text: string, at: number): number {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    const run = text.slice(at, end);
    for (let i = run.indexOf("\n"); i >= 0; i = run.indexOf("\n", i + 1)) this.#line++;
    this.#take(run);
    if (quote < 0) return end;
    this.#state = "quote";
    return end + 1;
  }

  #lineEnd(c: string, at: number, rows: CsvRow[]): number {
    if (!(c === "\n" && this.#afterReturn)) {
      this.#endRow(rows);
      this.#line++;
      this.#rowLine = this.#line;
    }
    this.#afterReturn = c === "\r";
    return at + 1;
  }

  #take(run: string): void {
    this.#letters += run.length;
    if (this.#letters > LONGEST_ROW) throw new CsvFault(this.#rowLine, "tooLarge", `${LONGEST_ROW} letters`);
    this.#cell += run;
  }

  #endCell(): void {
    if (this.#cells.length === MOST_COLUMNS) throw new CsvFault(this.#rowLine, "tooLarge", `${MOST_COLUMNS} columns`);
    this.#cells.push(this.#cell);
    this.#cell = "";
    this.#state = "start";
  }

  #endRow(rows: CsvRow[]): void {
    const empty = this.#cells.length === 0 && this.#state === "start";
    if (!empty) {
      this.#endCell();
      rows.push({ line: this.#rowLine, cells: this.#cells });
      this.#cells = [];
    }
    this.#letters = 0;
    this.#rowLine = this.#line;
  }
}

/** What separates the cells of a header: the most frequent of comma, semicolon and tab outside of quotes. */
export function separatorOf(start: string): string {
  const header = start.replace(/"[^"]*"/g, "").split(/\r|\n/, 1)[0] ?? "";
  const counts = [",", ";", "\t"].map((separator) => ({ separator, count: header.split(separator).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}

/** A row as CSV. */
export function csvLine(cells: readonly string[], separator: string): string {
  const quoted = cells.map((cell) => (/["\r\n,;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${quoted.join(separator)}\r\n`;
}
