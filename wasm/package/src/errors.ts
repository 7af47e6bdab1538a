// One error class, and the words for what goes wrong outside the engine.

/** What went wrong: one of the engine's fault codes, or one of the loader's own. */
export type ErrorCode =
  | "webAssemblyMissing"
  | "webAssemblyBlocked"
  | "engineNotFound"
  | "engineUnusable"
  | "engineStopped"
  | "bundleDisposed"
  | "sessionDisposed"
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

/** The text of whatever was thrown. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

export function webAssemblyMissing(): PresaveError {
  return new PresaveError(
    "webAssemblyMissing",
    "WebAssembly",
    "This page has no WebAssembly, which the rule engine needs: the browser is too old or has it switched off, " +
      "or Lightning Web Security hides it. Use a current browser, or show the form in an iframe or Canvas app.",
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
        `directive of the page's Content-Security-Policy header. (The browser said: ${reason})`,
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
