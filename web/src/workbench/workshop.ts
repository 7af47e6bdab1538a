// What the workbench can ask about an org's source, beyond what the engine decides. Whoever implements more of it
// makes the page show more: nothing is offered that nobody can do.
import type { Finding } from "presave";

/** A mistake in a formula, in UTF-16 units of its text. */
export interface Diagnostic {
  from: number;
  to: number;
  message: string;
  severity: "error" | "warning" | "info";
}

/** A function of the formula language, for completion and signature help. */
export interface FunctionDescription {
  name: string;
  signature: string;
  description: string;
}

/** One run of the org's rule tests. */
export interface TestRun {
  cases: number;
  failed: { name: string; message: string }[];
}

/** The tools of the workbench. Only checkFormula is there in every build. */
export interface Workshop {
  /** What is wrong with the formula of the rule as it was last edited. */
  checkFormula(object: string, rule: string, formula: string): Diagnostic[];
  /** Reads an SFDX folder: the bundle document, and what was found on the way. */
  importFolder?(files: readonly File[]): Promise<{ bundle: string; findings: Finding[] }>;
  functions?(): FunctionDescription[];
  runTests?(files: readonly File[]): Promise<TestRun>;
}
