// What a CSV check found, as tables: the rules that refuse rows, the rows, and what could not be decided.
import { el } from "../ui/dom.js";
import { notice } from "../ui/notice.js";
import { words } from "../words/words.js";
import type { FromWorker } from "./protocol.js";
import type { CsvResult, RuleCount } from "./tally.js";

type Done = Extract<FromWorker, { type: "done" }>;

/** The tables, and the one sentence that sums them up. */
export function resultView(done: Done, download: string): { root: HTMLElement; summary: string } {
  const { result, notChecked, stopped } = done;
  const summary = summaryOf(done);
  const root = el("div", {}, el("p", { class: "csv-summary" }, summary));
  if (stopped) root.append(notice("info", words.csv.cancelled));
  if (notChecked.length > 0) root.append(notice("info", words.csv.notChecked(notChecked.join(", "))));
  if (result.refused > 0) {
    const link = el("a", { href: download, download: "refused.csv", class: "slds-button slds-button_neutral" }, words.csv.download);
    root.append(rules(words.csv.byRule, words.csv.message, result.byRule), el("p", {}, link), refusedRows(result));
  }
  if (result.openByRule.length > 0) root.append(rules(words.csv.openRules, words.csv.example, result.openByRule));
  return { root, summary };
}

function summaryOf({ result, ms }: Done): string {
  const seconds = (ms / 1000).toLocaleString(words.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const { rows, refused, open } = result;
  return words.csv.summary({ rows: number(rows), refused: number(refused), open: number(open), seconds });
}

function rules(title: string, exampleTitle: string, counts: RuleCount[]): HTMLElement {
  const rows = counts.map(({ rule, rows: count, example }) => [rule, number(count), example]);
  return table(title, [words.csv.rule, words.csv.rows, exampleTitle], rows);
}

function refusedRows({ refused, refusedRows: shown }: CsvResult): HTMLElement {
  const rows = shown.flatMap(({ line, refusals }) =>
    refusals.map(({ rule, field, message }, i) => [i === 0 ? number(line) : "", rule, field, message]),
  );
  const { line, rule, field, message } = words.csv;
  const made = table(words.csv.refusedRows, [line, rule, field, message], rows);
  if (shown.length < refused) made.append(el("p", {}, words.csv.firstOnly(number(shown.length), number(refused))));
  return made;
}

function table(title: string, columns: string[], rows: string[][]): HTMLElement {
  const head = el("tr", {}, ...columns.map((column) => el("th", { scope: "col" }, column)));
  const body = rows.map((cells) => el("tr", {}, ...cells.map((cell) => el("td", {}, cell))));
  const made = el("table", { class: "csv-table" }, el("caption", { class: "app-assistive" }, title), el("thead", {}, head), el("tbody", {}, ...body));
  const scroll = el("div", { class: "csv-scroll", tabindex: "0", role: "region", "aria-label": title }, made);
  return el("div", {}, el("h2", { class: "app-section-title" }, title), scroll);
}

function number(value: number): string {
  return value.toLocaleString(words.language);
}
