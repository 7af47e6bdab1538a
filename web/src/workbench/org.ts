// The org on the bench: its bundle document, what is compiled from it, and edits of formulas. An edit changes the
// document and has it compiled anew, which takes milliseconds.
import type { Bundle, Engine, Request } from "presave";
import { Formula } from "./formula.js";
import type { FieldSource, RuleSource } from "./formula.js";
import { Probe, needsProbe } from "./probe.js";
import type { Explained } from "./probe.js";
import { placesIn } from "./spans.js";
import type { LintFinding } from "./workshop.js";

/** Something to say about a formula, in UTF-16 units of its text. */
export interface Diagnostic {
  from: number;
  to: number;
  message: string;
  severity: "error" | "warning" | "info";
}

interface ObjectSource {
  label?: string;
  fields?: Record<string, FieldSource>;
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
  readonly #formulas = new Map<string, Formula[]>();
  #bundle: Bundle;
  #probe: Probe | undefined;
  #compileMs = 0;

  /** Reads a bundle document. Throws where it is none. */
  constructor(engine: Engine, text: string) {
    this.#engine = engine;
    this.#bundle = this.#timed(() => engine.loadBundle(text));
    this.#document = JSON.parse(text) as BundleDocument;
    // The digest is of what the document said when it was made; edits change that.
    delete (this.#document as { sha256?: string }).sha256;
    for (const [object, source] of Object.entries(this.#document.objects)) this.#formulas.set(object, formulasOf(object, source));
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

  /** The objects that have formulas of their own. */
  objects(): string[] {
    return [...this.#formulas].filter(([, formulas]) => formulas.length > 0).map(([object]) => object);
  }

  label(object: string): string {
    return this.#document.objects[object]?.label ?? object;
  }

  /** The object's rules, then its formula fields. */
  formulas(object: string): readonly Formula[] {
    return this.#formulas.get(object) ?? [];
  }

  /** How many validation rules the org has. */
  get ruleCount(): number {
    return [...this.#formulas.values()].flat().filter(({ rule }) => rule).length;
  }

  /** Puts another formula in place of that one, and compiles. */
  edit(formula: Formula, text: string): void {
    const before = formula.text;
    if (text === before) return;
    formula.text = text;
    try {
      const next = this.#timed(() => this.#engine.loadBundle(this.#document));
      this.#bundle.dispose();
      this.#bundle = next;
      this.#forgetProbe();
    } catch (error) {
      formula.text = before; // what cannot even be loaded (a formula of a million letters) changes nothing
      throw error;
    }
  }

  /** How the formula comes out for a record, and why. */
  explain(formula: Formula, request: Request): Explained {
    return needsProbe(formula) ? this.#probeOf(formula).explain(request) : this.#bundle.explain(formula.name, request);
  }

  /** Gives the engine's memory back; nothing is asked of the org afterwards. */
  dispose(): void {
    this.#forgetProbe();
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

  /** What is wrong with a formula, and what lint has found in it as it stands. */
  diagnostics(formula: Formula, lint: readonly LintFinding[]): Diagnostic[] {
    return [...this.#mistakes(formula), ...doubts(formula, lint)];
  }

  #mistakes(formula: Formula): Diagnostic[] {
    const place = placesIn(formula.text);
    // An inactive rule is compiled nowhere but in its probe.
    const { findings } = needsProbe(formula) ? this.#probeOf(formula).bundle : this.#bundle;
    return findings
      .filter((finding) => isOf(finding, formula))
      .map(({ begin, end, message, unsupported }) => {
        return { from: place(begin), to: place(end), message, severity: unsupported ? "warning" : "error" };
      });
  }

  #probeOf(formula: Formula): Probe {
    if (this.#probe?.formula !== formula) {
      this.#forgetProbe();
      this.#probe = new Probe(this.#engine, this.#document, formula);
    }
    return this.#probe;
  }

  #forgetProbe(): void {
    this.#probe?.bundle.dispose();
    this.#probe = undefined;
  }

  #timed(compile: () => Bundle): Bundle {
    const begin = performance.now();
    const bundle = compile();
    this.#compileMs = performance.now() - begin;
    return bundle;
  }
}

/** True of something that was found in that formula. */
export function isOf(found: { object: string; name: string }, { object, name }: Formula): boolean {
  return found.object === object && found.name === name;
}

function formulasOf(object: string, { rules = [], fields = {} }: ObjectSource): Formula[] {
  const computed = Object.entries(fields).map(([name, field]) => Formula.ofField(object, name, field));
  return [...rules.map((rule) => Formula.ofRule(object, rule)), ...computed.filter((formula) => formula !== undefined)];
}

function doubts(formula: Formula, lint: readonly LintFinding[]): Diagnostic[] {
  const place = placesIn(formula.text);
  // Errors of the formula itself are the engine's to tell; lint says the same of them.
  const own = lint.filter((finding) => isOf(finding, formula) && finding.severity !== "error");
  return own.map(({ begin, end, message, advice, severity }) => {
    return { from: place(begin), to: place(end), message: `${message} ${advice}`, severity: severity === "warning" ? "warning" : "info" };
  });
}
