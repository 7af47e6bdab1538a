// How much a CSV file may hold. Past a bound the check stops and says which one.

/** Cells of one row; Salesforce objects have at most 800 fields. */
export const MOST_COLUMNS = 2000;
/** Letters of one row. */
export const LONGEST_ROW = 1_048_576;
/** Rows of one file. */
export const MOST_ROWS = 5_000_000;
/** Refused rows that are kept for the list and the download. */
export const MOST_KEPT_ROWS = 1_000_000;
