// Whether it was the page's Content Security Policy that kept something from loading. Scripts see nothing but "failed";
// the browser names the directive in an event of its own.
import {PresaveError} from "./errors.js";

/** What Salesforce calls the directives where an administrator allows them. */
const TRUSTED_URL_BOXES: {[directive: string]: string} = {
  "connect-src": "connect-src (scripts)",
  "frame-src": "frame-src (iframe content)",
};
/** Directives that stand for another one where that is not given. */
const GENERAL = new Set(["default-src", "child-src"]);

/** Listens for what the page's policy forbids while something is loaded from `address`. */
export class PolicyWatch {
  readonly #address: URL | undefined;
  readonly #asked: string;
  readonly #listener = (event: Event) => this.#see(event as SecurityPolicyViolationEvent);
  #directive: string | undefined;
  #notify: (() => void) | undefined;

  /** `directive` is what loading from there asks for. */
  constructor(address: string, directive: string) {
    this.#address = urlOf(address);
    this.#asked = directive;
    try {
      target()?.addEventListener("securitypolicyviolation", this.#listener);
    } catch {
      // Lightning Web Security lets no component listen for this; the refusal is then told without its directive.
    }
  }

  /** Calls back as soon as the policy forbids it. */
  onRefusal(notify: () => void): void {
    this.#notify = notify;
  }

  stop(): void {
    target()?.removeEventListener("securitypolicyviolation", this.#listener);
  }

  /** The error that says what to allow where; undefined where it was not the policy. */
  async refusal(): Promise<PresaveError | undefined> {
    // The event comes after the failure.
    if (this.#directive === undefined) await new Promise((later) => setTimeout(later, 0));
    if (this.#directive === undefined || this.#address === undefined) return undefined;
    return policyError(this.#asked, this.#directive, this.#address);
  }

  #see({blockedURI, effectiveDirective}: SecurityPolicyViolationEvent): void {
    if (this.#address === undefined || !blockedURI.startsWith(this.#address.origin)) return;
    this.#directive = effectiveDirective;
    this.#notify?.();
  }
}

/** Undefined for what is no address, such as the name of an option. */
function urlOf(address: string): URL | undefined {
  try {
    return new URL(address, globalThis.location?.href);
  } catch {
    return undefined;
  }
}

function target(): EventTarget | undefined {
  return globalThis.document ?? (typeof globalThis.addEventListener === "function" ? globalThis : undefined);
}

function policyError(asked: string, found: string, address: URL): PresaveError {
  const directive = GENERAL.has(found) ? asked : found.replace(/-elem$/, "");
  const box = TRUSTED_URL_BOXES[directive];
  const inSalesforce =
    box === undefined
      ? ""
      : ` On a Salesforce page an administrator allows it: Setup, Trusted URLs, New Trusted URL, URL ${address.origin}, tick ${box}.`;
  return new PresaveError(
    "policyForbids",
    `Content-Security-Policy: ${directive}`,
    `This page's Content Security Policy forbids loading ${address.href}.${inSalesforce} On a page of yours, add ` +
      `${address.origin} to the ${directive} directive of its Content-Security-Policy header.`,
  );
}
