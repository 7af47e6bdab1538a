// The CSV reader: every way of cutting a file into pieces gives the same rows, and disorder is refused with its line.
import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./source.mjs";

const { CsvFault, RowReader, csvLine, separatorOf } = await source("csv/row-reader.ts");
const { LONGEST_ROW, MOST_COLUMNS } = await source("csv/limits.ts");

function rowsOf(text, cuts = [], separator = ",") {
  const reader = new RowReader(separator);
  const ends = [...cuts, text.length];
  const rows = ends.flatMap((end, i) => reader.push(text.slice(ends[i - 1] ?? 0, end)));
  return [...rows, ...reader.finish()].map(({ line, cells }) => [line, ...cells]);
}

const CASES = [
  ["plain rows, both line ends", "a,b\r\nc,d\ne,f", [[1, "a", "b"], [2, "c", "d"], [3, "e", "f"]]],
  ["a byte order mark is no letter", "\ufeffa,b\n", [[1, "a", "b"]]],
  ["empty lines are no rows, empty cells are cells", "\n\na\n\n,\n", [[3, "a"], [5, "", ""]]],
  ["quotes, separators and line breaks in quotes", '"a ""b""","c,\nd"\r\ne,f\n', [[1, 'a "b"', "c,\nd"], [3, "e", "f"]]],
  ["a quoted empty cell makes a row", '""\n', [[1, ""]]],
  ["a lone carriage return ends a line", "a\rb\r", [[1, "a"], [2, "b"]]],
  ["a quotation mark inside a plain cell is a letter", 'a"b,c\n', [[1, 'a"b', "c"]]],
];

for (const [name, text, expected] of CASES) {
  test(`${name}, cut anywhere`, () => {
    assert.deepEqual(rowsOf(text), expected);
    for (let i = 0; i <= text.length; i++) {
      for (let j = i; j <= text.length; j++) assert.deepEqual(rowsOf(text, [i, j]), expected, `cut at ${i} and ${j}`);
    }
  });
}

const refusedWith = (line, kind) => (error) => error instanceof CsvFault && error.line === line && error.kind === kind;

test("what is out of order is refused with its line", () => {
  assert.throws(() => rowsOf('a\nb,"c\nd'), refusedWith(2, "unclosedQuote"));
  assert.throws(() => rowsOf('a\n"b"c\n'), refusedWith(2, "textAfterQuote"));
});

test("bounds hold at the bound and one past it", () => {
  const cells = ",".repeat(MOST_COLUMNS - 1);
  assert.equal(rowsOf(cells)[0].length - 1, MOST_COLUMNS);
  assert.throws(() => rowsOf(`a\n${cells},`), refusedWith(2, "tooLarge"));
  const long = "x".repeat(LONGEST_ROW);
  assert.equal(rowsOf(`${long}\n${long}`).length, 2);
  assert.throws(() => rowsOf(`${long}x`), refusedWith(1, "tooLarge"));
  assert.throws(() => rowsOf(`"${long}x"`), refusedWith(1, "tooLarge"));
});

test("the separator is found in the header, outside of quotes", () => {
  assert.equal(separatorOf('"a,b,c";d\n1;2'), ";");
  assert.equal(separatorOf("a\tb\n"), "\t");
  assert.equal(separatorOf("a"), ",");
});

test("what is written is what is read", () => {
  const cells = ["plain", 'with "quotes"', "a,b;c\td", "two\nlines", ""];
  assert.deepEqual(rowsOf(csvLine(cells, ";"), [], ";"), [[1, ...cells]]);
});
