// Everything the pages say in their own words, as one type: a language that leaves a key out does not compile.
// What the org says (labels, messages of rules) comes from the org, and what the engine says from the engine.

/** How the rules stand, for one line under the form. */
export interface Standing {
  rules: number;
  verdict: "pass" | "fail" | "undetermined";
  /** Rules that refuse the record, or that cannot be decided. */
  count: number;
}

/** The words around a record's form. */
export interface FormWords {
  none: string;
  choose(label: string): string;
  latitude: string;
  longitude: string;
  required: string;
  yes: string;
  no: string;
  live: string;
  liveMeaning: string;
  cannotCompute(why: string): string;
  pleaseCorrect(labels: string): string;
  notLoaded(labels: string): string;
  readsUnloaded: string;
  snag: string;
  reviewFields: string;
  brokenRules: string;
  cannotDecide(rule: string, why: string): string;
  needs(names: string): string;
  save: string;
  edit(label: string): string;
  saved(label: string): string;
  decidedHere(time: string, standing: Standing): string;
  decidedByServer(standing: Standing): string;
  milliseconds(ms: number): string;
}

/** The words of the Canvas app around the form: opening, sessions, other windows. */
export interface CanvasWords {
  loading: string;
  record: string;
  cannotOpen: string;
  tryAgain: string;
  notFromSalesforce: string;
  whichRecord: string;
  sdkMissing: string;
  hostSilent: string;
  sessionEnded: string;
  notApproved: string;
  orgAnswered(status: string): string;
  serverAnswered(status: number): string;
  serverUnreachable: string;
  changedElsewhere: string;
  loadAgain: string;
  loadedAgain: string;
}

/** The words around an explained rule. */
export interface TraceWords {
  why: string;
  formula: string;
  value: string;
  caption(rule: string): string;
  refuses: string;
  passes: string;
  faults: string;
  open: string;
  blank: string;
  notEvaluated: string;
  notKnown: string;
  valueOf(part: string, value: string): string;
  computed(field: string, value: string): string;
  repairs: string;
  noRepair: string;
  change(field: string, from: string, to: string): string;
  and: string;
  othersRemain(count: number): string;
  use: string;
  cannotExplain(why: string): string;
}

/** The words of the CSV check. */
export interface CsvWords {
  title: string;
  hint(label: string): string;
  drop: string;
  choose: string;
  asNew: string;
  asUpdate: string;
  operation: string;
  checking(rows: string, percent: number): string;
  cancel: string;
  cancelled: string;
  summary(counts: { rows: string; refused: string; open: string; seconds: string }): string;
  byRule: string;
  rule: string;
  rows: string;
  line: string;
  field: string;
  message: string;
  refusedRows: string;
  openRules: string;
  firstOnly(shown: string, all: string): string;
  download: string;
  example: string;
  notChecked(columns: string): string;
  noRows: string;
  malformed(line: number, why: string): string;
  notUtf8: string;
  /** Headings of what the download adds to the rows. */
  columns: { line: string; rules: string; messages: string };
  unclosedQuote: string;
  textAfterQuote: string;
  cells(found: number, expected: number): string;
  tooLarge(what: string): string;
  twice(column: string): string;
  unknownColumns(columns: string): string;
  lookupMissing(column: string, lookup: string): string;
  faulted(why: string): string;
}

/** The words of the embed: who may frame it, and what it cannot do alone. */
export interface EmbedWords {
  notFramed: string;
  waiting: string;
  refused(origin: string): string;
  unconfigured: string;
}

/** The words of the workbench. */
export interface WorkbenchWords {
  title: string;
  intro: string;
  openBundle: string;
  dropBundle: string;
  openFolder: string;
  reading: string;
  folderTooLarge(what: string): string;
  unreadable(count: number): string;
  tests: string;
  testSummary(cases: string, failed: string): string;
  testDiffers(got: string, expected: string): string;
  cannotTest(why: string): string;
  example: string;
  notABundle(why: string): string;
  objects: string;
  filter: string;
  nothingFound: string;
  inactive: string;
  edited: string;
  formula: string;
  formulaFields: string;
  formulaField: string;
  formulaOfField: string;
  blanksAsZero: string;
  blanksAsBlank: string;
  value(text: string): string;
  ifActive(verdict: string): string;
  errorMessage: string;
  at(field: string): string;
  ofRecord: string;
  undo: string;
  copy: string;
  copied: string;
  record: string;
  sample: string;
  emptyRecord: string;
  anyRecord: string;
  otherRecord: string;
  noRules: string;
  readByRule: string;
  readByFormula: string;
  related: string;
  surroundings: string;
  otherFields: string;
  trace: string;
  csv: string;
  broken(count: number): string;
  compiled(count: string, ms: string): string;
  line(number: number): string;
}

/** All words of one language. */
export interface Words {
  /** BCP 47, for the page's lang attribute. */
  language: string;
  form: FormWords;
  canvas: CanvasWords;
  trace: TraceWords;
  csv: CsvWords;
  embed: EmbedWords;
  workbench: WorkbenchWords;
}
