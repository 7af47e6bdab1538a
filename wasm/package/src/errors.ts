// One error class, and the words for what goes wrong outside the engine.

/** What went wrong: one of the engine's fault codes, or one of the loader's own. */
export type ErrorCode =
  | "webAssemblyMissing"
  | "webAssemblyBlocked"
  | "engineNotFound"
  | "engineUnusable"
  | "engineStopped"
  | "engineDisposed"
  | "policyForbids"
  | "frameSilent"
  | "workerFailed"
  | "noWay"
  | "bundleDisposed"
  | "sessionDisposed"
  | "mappingDisposed"
  | (string & {});

/**
 * Everything Presave refuses to do. `code` is for programs, `where` names the place (a JSON pointer, a URL, a
 * setting; empty where there is none), and the message says what is wrong and what to do.
 */
export class PresaveError extends Error {
  readonly code: ErrorCode;
  readonly where: string;

  constructor(code: ErrorCode, where: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PresaveError";
    this.code = code;
    this.where = where;
  }
}

/** The engine's own fault document. */
export interface FaultDocument {
  fault: {code: string; where: string; detail: string; text: string};
}

export function errorOfFault({fault}: FaultDocument): PresaveError {
  return new PresaveError(fault.code, fault.where, fault.text);
}

export function engineDisposed(): PresaveError {
  return new PresaveError("engineDisposed", "", "This engine was disposed of. Load another with loadEngine().");
}

export function bundleDisposed(): PresaveError {
  return new PresaveError("bundleDisposed", "", "This bundle was disposed of. Load it again with engine.loadBundle().");
}

export function sessionDisposed(): PresaveError {
  return new PresaveError("sessionDisposed", "", "This session was disposed of. Open another with bundle.session().");
}

export function mappingDisposed(): PresaveError {
  return new PresaveError("mappingDisposed", "", "This mapping was disposed of. Load it again with bundle.mapping().");
}

const API_NAME = /^\w+$/;

/** The name of a field, or an error that says what it must be. */
export function apiName(field: unknown): string {
  if (typeof field === "string" && API_NAME.test(field)) return field;
  throw new PresaveError("unknownField", String(field), "A field is set by its API name.");
}

/** The text of whatever was thrown. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

export function webAssemblyMissing(): PresaveError {
  return new PresaveError(
    "webAssemblyMissing",
    "WebAssembly",
    "This page has no WebAssembly, which the rule engine needs: the browser is too old or has it switched off, " +
      "or Lightning Web Security hides it. Use a current browser, or give loadEngine a frame: the address of " +
      "presave.frame.html on a server of yours.",
  );
}

/** What instantiating the engine threw, told apart: a policy that forbids it, or bytes that are no engine. */
export function instantiationError(cause: unknown, where: string): PresaveError {
  const reason = reasonOf(cause);
  // Browsers name a policy's refusal only in the text of a CompileError.
  if (/content security policy|unsafe-eval|blocked by CSP/i.test(reason)) {
    return new PresaveError(
      "webAssemblyBlocked",
      "Content-Security-Policy: script-src",
      "This page's Content Security Policy does not allow WebAssembly. Add 'wasm-unsafe-eval' to the script-src " +
        "directive of the page's Content-Security-Policy header. Where that header is not yours to change, as on a " +
        "Salesforce page, give loadEngine a frame: the address of presave.frame.html on a server of yours. " +
        `(The browser said: ${reason})`,
      {cause},
    );
  }
  return new PresaveError(
    "engineUnusable",
    where,
    `${where} is not this version's WebAssembly engine: ${reason}. Put presave.wasm of the same build there.`,
    {cause},
  );
}

/** None of the ways that were tried works; the first one's code and place stand for all. */
export function noWayError(refused: readonly {way: string; error: PresaveError}[]): PresaveError {
  const [first] = refused;
  if (first === undefined) return new PresaveError("noWay", "loadEngine options", "No way to run the engine was left to try.");
  if (refused.length === 1) return first.error;
  const reasons = refused.map(({way, error}) => `\n- ${way}: ${error.message}`).join("");
  return new PresaveError(first.error.code, first.error.where, `The rule engine cannot run here. What was tried:${reasons}`);
}
