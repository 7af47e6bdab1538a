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
  offsets?: ZoneOffset[];
  isClone?: boolean;
  globals?: {[global: string]: {[field: string]: FieldValue}};
  permissions?: string[];
}

/** The record to decide. */
export interface Request {
  object: string;
  operation: "insert" | "update";
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
  missing?: string[];
  why: string;
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
  /** Where the request asked for them. A field that cannot be computed here (a parent is not loaded) is absent. */
  formulaFields?: FormulaValues;
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

/** A rule or formula field that did not compile; records it belongs to are "undetermined". */
export interface Finding {
  object: string;
  name: string;
  message: string;
  /** Where in the formula, in bytes of UTF-8. */
  begin: number;
  end: number;
  source?: {file: string; line: number};
}
