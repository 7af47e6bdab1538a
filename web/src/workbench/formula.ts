// What can stand on the bench: a validation rule or a formula field, which both are a formula with a name somewhere in
// a bundle document. Edits go into the document itself, so that whoever writes it out writes them, too.

/** A rule in a bundle document, as far as the workbench reads it. */
export interface RuleSource {
  name: string;
  /** Absent where the rule is inactive. */
  active?: boolean;
  formula: string;
  field?: string;
  message?: string;
  description?: string;
  source?: Source;
}

/** A field in a bundle document, as far as the workbench reads it; only formula fields have a formula. */
export interface FieldSource {
  type: string;
  label?: string;
  helpText?: string;
  formula?: string;
  blanksAs?: "zero" | "blank";
  source?: Source;
}

/** Where in the org's source something stands. */
export interface Source {
  file: string;
  line: number;
}

/** One formula of the org. */
export class Formula {
  /** The formula as the org has it. */
  readonly original: string;
  readonly object: string;
  readonly name: string;
  /** Of the two, the one that it is. */
  readonly rule: RuleSource | undefined;
  readonly field: FieldSource | undefined;
  readonly #holder: { formula: string };

  private constructor(object: string, name: string, holder: { formula: string }, rule?: RuleSource, field?: FieldSource) {
    this.object = object;
    this.name = name;
    this.#holder = holder;
    this.rule = rule;
    this.field = field;
    this.original = holder.formula;
  }

  static ofRule(object: string, rule: RuleSource): Formula {
    return new Formula(object, rule.name, rule, rule);
  }

  /** Undefined where the field has no formula. */
  static ofField(object: string, name: string, field: FieldSource): Formula | undefined {
    if (field.formula === undefined) return undefined;
    return new Formula(object, name, field as FieldSource & { formula: string }, undefined, field);
  }

  /** The formula as it stands. */
  get text(): string {
    return this.#holder.formula;
  }

  set text(formula: string) {
    this.#holder.formula = formula;
  }

  get isEdited(): boolean {
    return this.text !== this.original;
  }

  /** True of a rule that Salesforce does not ask. */
  get isInactive(): boolean {
    return this.rule !== undefined && this.rule.active !== true;
  }

  get source(): Source | undefined {
    return (this.rule ?? this.field)?.source;
  }
}
