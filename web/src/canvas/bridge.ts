// The way to Salesforce: REST calls, events and sizes through the page that hosts the app, by the Canvas SDK.
import type { CanvasClient } from "./context.js";

const TIMEOUT_MS = 20_000;

/** A refusal by the org, in the org's own words. */
export class OrgRefusal extends Error {
  readonly status: number;
  readonly fields: string[];

  constructor(answer: CanvasAnswer) {
    const [first] = Array.isArray(answer.payload) ? (answer.payload as { message?: string; fields?: string[] }[]) : [];
    super(first?.message ?? `Salesforce answered ${answer.status} ${answer.statusText}`);
    this.status = answer.status;
    this.fields = first?.fields ?? [];
  }
}

export class Bridge {
  readonly #sdk: CanvasSdkClient;
  #client: CanvasClient;

  private constructor(sdk: CanvasSdkClient, client: CanvasClient) {
    this.#sdk = sdk;
    this.#client = client;
  }

  /** Loads the SDK. The message guard must already stand. */
  static async load(client: CanvasClient): Promise<Bridge> {
    await import("@salesforce/canvas-js-sdk");
    if (!window.Sfdc) throw new Error("The Canvas SDK did not load; reload the page.");
    return new Bridge(window.Sfdc.canvas.client, client);
  }

  /** A call to the org's REST API; an expired token is renewed once. */
  async request(method: string, path: string, body?: object): Promise<unknown> {
    let answer = await this.#ajax(method, path, body);
    if (answer.status === 401) {
      await this.#renewToken();
      answer = await this.#ajax(method, path, body);
    }
    if (answer.status < 200 || answer.status > 299) throw new OrgRefusal(answer);
    return answer.payload;
  }

  /** Tells the host page and its other apps what happened. */
  publish(name: string, payload: object): void {
    this.#sdk.publish(this.#client, { name, payload });
  }

  /** Keeps the iframe as high as the content, so that it never needs a scrollbar of its own. */
  followHeightOf(content: HTMLElement): void {
    let last = 0;
    const follow = (): void => {
      const height = Math.ceil(content.getBoundingClientRect().bottom + window.scrollY);
      if (height === last) return;
      last = height;
      this.#sdk.resize(this.#client, { height: `${height}px` });
    };
    new ResizeObserver(follow).observe(content);
  }

  #ajax(method: string, path: string, body?: object): Promise<CanvasAnswer> {
    const data = body === undefined ? {} : { data: JSON.stringify(body) };
    return this.#answered((success) =>
      this.#sdk.ajax(this.#client.instanceUrl + path, { client: this.#client, method, ...data, success }),
    );
  }

  async #renewToken(): Promise<void> {
    const answer = await this.#answered((callback) => this.#sdk.refreshSignedRequest(callback));
    const { response } = (answer.payload ?? {}) as { response?: string };
    if (answer.status !== 200 || !response) throw new OrgRefusal(answer);
    this.#client = clientOf(response);
  }

  #answered(call: (callback: (answer: CanvasAnswer) => void) => void): Promise<CanvasAnswer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error("The Salesforce page does not answer. Reload it and try again.")),
        TIMEOUT_MS,
      );
      call((answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
    });
  }
}

/** The client part of a signed request. It came from the host page, which the guard has let through. */
function clientOf(signedRequest: string): CanvasClient {
  const text = atob(signedRequest.slice(signedRequest.indexOf(".") + 1));
  const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
  return (JSON.parse(new TextDecoder().decode(bytes)) as { client: CanvasClient }).client;
}
