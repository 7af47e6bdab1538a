// The documents that cross between a page and the engine; docs/documents.md of the project has the whole of
// their meaning.

/** A value of a field, as Salesforce's REST API spells it. */
export type FieldValue = string | number | boolean | null | {latitude: number | null; longitude: number | null};

/** Field API names to values, parents nested under their relationship names. */
export interface RecordDocument {
  [name: string]: FieldValue | RecordDocument | undefined;
}

/** A first instant in epoch milliseconds (null: since ever) and the offset from UTC in minutes from then on. */
export type ZoneOffset = [from: number | null, minutes: number];

/** Who saves the record and when. What is absent is filled in from the page's clock and time zone. */
export interface RequestContext {
  now?: string;
  offsets?: readonly ZoneOffset[];
  isClone?: boolean;
  /** Of the user, as in LanguageLocaleKey: the language of messages and labels. */
  language?: string;
  /** Developer name of the record's type. */
  recordType?: string;
  /** Unique fields whose value was looked for in the org, and whether it is free. */
  unique?: {[field: string]: boolean};
  /** Answers of CURRENCYRATE, by currency code. */
  currencyRates?: {[code: string]: string | number};
  /** Answers of VLOOKUP: per object the records by their Name; null where there is none of that name. */
  lookups?: {[object: string]: {[name: string]: RecordDocument | null}};
  globals?: {[global: string]: {[field: string]: FieldValue}};
  permissions?: string[];
}

/** The record to decide. */
export interface Request {
  object: string;
  operation: "insert" | "update" | "clone" | "undelete";
  record: RecordDocument;
  /** The record before the change; belongs to "update". */
  prior?: RecordDocument;
  context?: RequestContext;
  /** True asks for the values of the object's formula fields, too. */
  formulaFields?: boolean;
}

/** Formula fields by name, with the values that Salesforce would show for the record. */
export interface FormulaValues {
  /** Numbers are strings, rounded to the field's scale and exact; a formula that faults is null, as in the API. */
  [field: string]: string | boolean | null;
}

/** Default values by field, in the form of a record; numbers are strings. */
export interface DefaultValues {
  [field: string]: FieldValue;
}

export type Verdict = "pass" | "fail" | "undetermined";
export type RuleKind = "validationRule" | "constraint";

/** A rule or constraint that refuses the record. Without `field` the message is the whole record's. */
export interface Failure {
  kind: RuleKind;
  rule: string;
  code: string;
  object: string;
  field?: string;
  message: string;
}

/** A rule that could not be decided here; Salesforce may still refuse the record. */
export interface Undetermined {
  kind: RuleKind;
  rule: string;
  /** Of a constraint. */
  field?: string;
  missing?: string[];
  why: string;
  /** What to look for in the org, to answer in the context's `unique`. */
  lookUp?: {object: string; field: string; value: string; caseSensitive?: boolean};
}

/** Salesforce would save the record, but its own pages would not offer this. */
export interface Warning {
  rule: string;
  field: string;
  message: string;
}

/** A rule whose formula faulted over this record; Salesforce does not save such a record. */
export interface Faulted {
  kind: RuleKind;
  rule: string;
  fault: string;
  message: string;
}

/** What the engine decided. */
export interface Outcome {
  verdict: Verdict;
  failures: Failure[];
  undetermined: Undetermined[];
  faulted: Faulted[];
  warnings?: Warning[];
  /** What a new record will get for fields that it does not bring. */
  defaults?: DefaultValues;
  /** Where the request asked for them. A field that cannot be computed here (a parent is not loaded) is absent. */
  formulaFields?: FormulaValues;
}

/** What has become of a rule, or of a constraint of a field. */
export type ChangedEntry =
  | ({state: "fail"} & Failure)
  | ({state: "undetermined"} & Undetermined)
  | ({state: "faulted"} & Faulted)
  | ({state: "warning"} & Warning)
  | {state: "pass"; kind: RuleKind; rule: string; field?: string};

/** What a change of one field changed; `verdict` is that of the whole record. */
export interface Change {
  verdict: Verdict;
  changed: ChangedEntry[];
  /** Those whose value is another now, where the request asked for them. */
  formulaFields?: FormulaValues;
  /** Default values that are others now; null where none stands any more. */
  defaults?: DefaultValues;
  /** Formula fields that cannot be computed any more. */
  unknownFormulaFields?: string[];
}

/** What to load so that every rule of an object can be decided. */
export interface Requirements {
  object: string;
  fields: string[];
  /** Paths through relationships: "Program__r.StartDate__c". */
  parents: string[];
  /** Fields whose value before the save is asked for. */
  prior: string[];
  globals: string[];
  permissions: string[];
  settings: string[];
  customMetadata: string[];
  lookups: {object: string; fields: string[]}[];
  /** A query that loads fields and parents. */
  soql: string;
  /** What of `parents` one query cannot load: more than five relationships, or one of several kinds behind another. */
  beyondSoql?: string[];
  /** The same for lightning/uiRecordApi. */
  uiApi: string[];
}

/** One part of a rule's formula: a node of its tree, operands before what they belong to. */
export interface ExplainedPart {
  kind: string;
  /** Where in the formula, in bytes of UTF-8. */
  span: [number, number];
  text: string;
  name?: string;
  /** The operands, by their place in the list of parts. */
  parts?: number[];
  field?: string;
  formulaField?: true;
  state: "evaluated" | "notEvaluated" | "faulted" | "undetermined";
  value?: FieldValue;
  fault?: string;
  message?: string;
}

/** A line of a formula laid out for people: the part it ends, and the parts whose values stand under it. */
export interface ExplainedLine {
  text: string;
  under: {part: number; column: number}[];
  part?: number;
}

/** A set of fields whose change makes the rule pass. */
export interface Repair {
  fields: {field: string; from: FieldValue; to: FieldValue}[];
  /** Rules and constraints that refuse the changed record. */
  otherFailures: number;
}

export interface ExplainOptions {
  /** False: no search for what would make the rule pass, which takes most of the time. */
  repair?: boolean;
}

/** Why a rule decides a record as it does. */
export interface Explanation {
  object: string;
  rule: string;
  verdict: Verdict | "faulted";
  message: string;
  field?: string;
  formula: string;
  /** Absent where the formula does not compile. */
  parts?: ExplainedPart[];
  /** The formula in lines for people, with the parts whose values stand under them. */
  lines?: ExplainedLine[];
  formulaFields?: {field: string; formula: string; parts: ExplainedPart[]; lines: ExplainedLine[]}[];
  repair?: {changes: Repair[]; runs: number; everythingSmallTried: boolean};
}

export interface PicklistValue {
  value: string;
  label: string;
  default?: boolean;
}

export interface FieldDescription {
  name: string;
  type: string;
  label: string;
  helpText?: string;
  required: boolean;
  /** False for what Salesforce computes: formula, AutoNumber and Summary fields. */
  editable: boolean;
  length?: number;
  precision?: number;
  scale?: number;
  restricted?: boolean;
  values?: PicklistValue[];
  referenceTo?: string[];
  relationshipName?: string;
  formula?: boolean;
}

export interface RuleDescription {
  name: string;
  field?: string;
  message: string;
}

/** What a form needs to know of one object. */
export interface ObjectDescription {
  object: string;
  label: string;
  pluralLabel: string;
  fields: FieldDescription[];
  rules: RuleDescription[];
}

/** What a mapping (docs/mappings.md) is, checked against its bundle. */
export interface MappingFacts {
  /** API name of the records' object. */
  object: string;
  operation: "insert" | "update" | "upsert" | "delete";
  /** The field by which the org finds the records: "Id", or an upsert's external id; empty: they are inserted. */
  key: string;
  /** The columns of a source that are read. */
  headings: string[];
  /** The records' fields as a file for Bulk API 2.0 heads them: "Name", "Customer__r.Code__c". */
  columns: string[];
  findings: MappingFinding[];
  /** No finding is an error, so that rows can be transformed. */
  isSound: boolean;
}

/** What does not fit the org, or should be looked at. */
export interface MappingFinding {
  isError: boolean;
  /** In the mapping document, a JSON pointer. */
  where: string;
  message: string;
  /** Where in the formula that stands there, in bytes of UTF-8. */
  begin?: number;
  end?: number;
}

/** What a mapping made of a row: a record, nothing because its `where` does not want the row, or why there is no record. */
export type Mapped =
  | {record: RecordDocument; skipped?: undefined; reasons?: undefined}
  | {skipped: true; record?: undefined; reasons?: undefined}
  | {reasons: MappedReason[]; record?: undefined; skipped?: undefined};

export interface MappedReason {
  /** Absent where the row filter could not be computed. */
  field?: string;
  column?: string;
  /** What stands in the column. */
  value?: string;
  message: string;
}

/** A rule or formula field that did not compile; records it belongs to are "undetermined". */
export interface Finding {
  object: string;
  name: string;
  message: string;
  /** Where in the formula, in bytes of UTF-8. */
  begin: number;
  end: number;
  /** Right in Salesforce; this version of the engine does not know it. */
  unsupported?: true;
  source?: {file: string; line: number};
}
