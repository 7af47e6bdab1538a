// The org on the bench: its bundle document, the rules compiled from it, and edits of formulas. An edit changes the
// document and has it compiled anew, which takes milliseconds.
import type { Bundle, Engine } from "presave";
import { placesIn } from "./spans.js";
import type { LintFinding } from "./workshop.js";

/** Something to say about a formula, in UTF-16 units of its text. */
export interface Diagnostic {
  from: number;
  to: number;
  message: string;
  severity: "error" | "warning" | "info";
}

/** A rule in a bundle document, as far as the workbench reads it. */
export interface RuleSource {
  name: string;
  active?: boolean;
  formula: string;
  field?: string;
  message?: string;
  description?: string;
  source?: { file: string; line: number };
}

interface ObjectSource {
  label?: string;
  rules?: RuleSource[];
}

interface BundleDocument {
  name?: string;
  objects: Record<string, ObjectSource>;
  leftOut?: { file: string; what: string; why: string; broken?: boolean }[];
}

/** One org, from the moment it is opened. */
export class Org {
  readonly #engine: Engine;
  readonly #document: BundleDocument;
  readonly #originals = new Map<RuleSource, string>();
  #bundle: Bundle;
  #compileMs = 0;

  /** Reads a bundle document. Throws where it is none. */
  constructor(engine: Engine, text: string) {
    this.#engine = engine;
    this.#bundle = this.#timed(() => engine.loadBundle(text));
    this.#document = JSON.parse(text) as BundleDocument;
    // The digest is of what the document said when it was made; edits change that.
    delete (this.#document as { sha256?: string }).sha256;
  }

  get name(): string {
    return this.#document.name ?? "";
  }

  /** The rules as they are now. Ask for it each time: an edit makes another one. */
  get bundle(): Bundle {
    return this.#bundle;
  }

  /** How long the last compilation took. */
  get compileMs(): number {
    return this.#compileMs;
  }

  /** The document as it is now. */
  text(): string {
    return JSON.stringify(this.#document);
  }

  /** The objects that have rules of their own. */
  objects(): string[] {
    return Object.keys(this.#document.objects).filter((name) => this.rules(name).length > 0);
  }

  label(object: string): string {
    return this.#document.objects[object]?.label ?? object;
  }

  rules(object: string): RuleSource[] {
    return this.#document.objects[object]?.rules ?? [];
  }

  rule(object: string, name: string): RuleSource | undefined {
    return this.rules(object).find((rule) => rule.name === name);
  }

  isEdited(rule: RuleSource): boolean {
    return this.#originals.has(rule);
  }

  /** The formula as the org has it. */
  original(rule: RuleSource): string {
    return this.#originals.get(rule) ?? rule.formula;
  }

  /** Puts another formula in place of the rule's, and compiles. */
  edit(rule: RuleSource, formula: string): void {
    if (formula === rule.formula) return;
    const original = this.original(rule);
    const before = rule.formula;
    rule.formula = formula;
    try {
      const next = this.#timed(() => this.#engine.loadBundle(this.#document));
      this.#bundle.dispose();
      this.#bundle = next;
    } catch (error) {
      rule.formula = before; // what cannot even be loaded (a formula of a million letters) changes nothing
      throw error;
    }
    if (formula === original) this.#originals.delete(rule);
    else this.#originals.set(rule, original);
  }

  /** Gives the engine's memory back; nothing is asked of the org afterwards. */
  dispose(): void {
    this.#bundle.dispose();
  }

  /** Formulas that do not compile. */
  get brokenCount(): number {
    return this.#bundle.findings.length;
  }

  /** Files that were malformed when the bundle was made. */
  get unreadableCount(): number {
    return (this.#document.leftOut ?? []).filter(({ broken }) => broken).length;
  }

  /** What is wrong with a rule's formula, and what lint has found in it as it stands. */
  diagnostics(object: string, rule: RuleSource, lint: readonly LintFinding[]): Diagnostic[] {
    return [...this.#mistakes(object, rule), ...doubts(object, rule, lint)];
  }

  #mistakes(object: string, { name: rule, formula }: RuleSource): Diagnostic[] {
    const place = placesIn(formula);
    return this.#bundle.findings
      .filter((finding) => finding.object === object && finding.name === rule)
      .map(({ begin, end, message, unsupported }) => {
        return { from: place(begin), to: place(end), message, severity: unsupported ? "warning" : "error" };
      });
  }

  #timed(compile: () => Bundle): Bundle {
    const begin = performance.now();
    const bundle = compile();
    this.#compileMs = performance.now() - begin;
    return bundle;
  }
}

function doubts(object: string, { name: rule, formula }: RuleSource, lint: readonly LintFinding[]): Diagnostic[] {
  const place = placesIn(formula);
  // Errors of the formula itself are the engine's to tell; lint says the same of them.
  const own = lint.filter((finding) => finding.object === object && finding.name === rule && finding.severity !== "error");
  return own.map(({ begin, end, message, advice, severity }) => {
    return { from: place(begin), to: place(end), message: `${message} ${advice}`, severity: severity === "warning" ? "warning" : "info" };
  });
}
