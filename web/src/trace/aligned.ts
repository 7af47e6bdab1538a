// Puts values under the parts of a formula's line: each at its part's column, on the first row where it fits.

/** A value that belongs under a column. */
export interface Placed<T> {
  column: number;
  text: string;
  what: T;
}

/** One row under a line: values from left to right, each after so many spaces. */
export type AlignedRow<T> = { spaces: number; text: string; what: T }[];

/** The rows that hold all values; two on one row never touch. */
export function alignedRows<T>(values: Placed<T>[]): AlignedRow<T>[] {
  const rows: { end: number; row: AlignedRow<T> }[] = [];
  for (const { column, text, what } of [...values].sort((a, b) => a.column - b.column)) {
    // One space between two values; the first of a row may stand at its very beginning.
    let place = rows.find(({ end }) => end === 0 || end + 1 <= column);
    if (!place) rows.push((place = { end: 0, row: [] }));
    place.row.push({ spaces: column - place.end, text, what });
    place.end = column + text.length;
  }
  return rows.map(({ row }) => row);
}
