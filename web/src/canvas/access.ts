// What the app may do, and for how long: the org's token and the session of Presave's server. Both come from one
// signed request, and a new one renews both, before they end or when they have.
import { words } from "../words/words.js";
import type { CanvasClient, PageContext } from "./context.js";
import type { HostPage } from "./host-page.js";

/** The server ends a session after 30 minutes without use; this leaves time for a slow answer. */
const RENEW_AFTER_MS = 20 * 60_000;

/** Token and session, kept fresh. */
export class Access {
  readonly #host: HostPage;
  readonly #address: string;
  #client: CanvasClient;
  #page: PageContext;
  #renewing: Promise<void> | undefined;
  #since = Date.now();

  /** @param address where the server takes signed requests */
  constructor(host: HostPage, page: PageContext, address: string) {
    this.#host = host;
    this.#address = address;
    this.#client = page.signedRequest.client;
    this.#page = page;
  }

  get client(): CanvasClient {
    return this.#client;
  }

  /** What each call to the server says of its session. A cookie travels by itself; the page only names it. */
  get headers(): Record<string, string> {
    const { session, carrier } = this.#page;
    return carrier === "cookie" ? { "X-Presave": session } : { Authorization: `Bearer ${session}` };
  }

  /** Renews in good time while somebody looks at the page, and when they come back to it. */
  keepFresh(): void {
    const look = (): void => {
      if (document.hidden || Date.now() - this.#since < RENEW_AFTER_MS) return;
      // Nobody has asked for anything yet: should it fail, the next call tries again and says so.
      this.renew().catch(() => undefined);
    };
    setInterval(look, RENEW_AFTER_MS / 4);
    document.addEventListener("visibilitychange", look);
  }

  /** Asks for a new signed request; callers that come while one is on its way share it. */
  renew(): Promise<void> {
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined));
    return this.#renewing;
  }

  async #renew(): Promise<void> {
    const answer = await this.#host.signedRequest();
    const { response } = (answer.payload ?? {}) as { response?: string };
    if (answer.status !== 200 || !response) throw new Error(words.canvas.notApproved);
    const page = await this.#open(response);
    this.#client = page.signedRequest.client;
    this.#page = page;
    this.#since = Date.now();
  }

  /** Goes on with the session there is: the server refuses to when somebody else is signed in now. */
  async #open(signedRequest: string): Promise<PageContext> {
    const body = new URLSearchParams({ signed_request: signedRequest });
    const answer = await fetch(this.#address, { method: "POST", headers: { ...this.headers, Accept: "application/json" }, body }).catch(() => {
      throw new Error(words.canvas.serverUnreachable);
    });
    if (!answer.ok) throw new Error(words.canvas.sessionEnded);
    return (await answer.json()) as PageContext;
  }
}
