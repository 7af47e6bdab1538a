// What the workbench can have done to an org's source, beyond what the engine decides: import, lint, rule tests. The
// page knows only this; who does it (the command line, in a worker) is behind it.

/** A file of a dropped folder, by its path in it. */
export interface SourceFile {
  path: string;
  content: Uint8Array | string;
}

/** What can hardly be meant in a formula; places are bytes of it. */
export interface LintFinding {
  object: string;
  name: string;
  severity: "error" | "warning" | "note";
  message: string;
  advice: string;
  begin: number;
  end: number;
}

/** A rule test that does not come out as it expects. */
export interface FailedCase {
  file: string;
  line: number;
  name: string;
  /** The rules that refuse its record, and those that it expects to. */
  got: string[];
  expected: string[];
}

/** One run of the org's rule tests. */
export interface TestRun {
  cases: number;
  failed: FailedCase[];
}

/** The tools of the workbench. */
export interface Workshop {
  /** Reads an SFDX project (or any folder of metadata) into a bundle document; `name` is the org's where no project says it. */
  importFolder(name: string, files: readonly SourceFile[]): Promise<string>;
  /** Keeps rule tests for runTests(), in place of those before. */
  keepTests(files: readonly SourceFile[]): Promise<void>;
  lint(bundle: string): Promise<LintFinding[]>;
  /** Undefined where no tests are kept. */
  runTests(bundle: string): Promise<TestRun | undefined>;
}
