// The page that hosts the app, through the Canvas SDK: every call that waits for an answer waits only so long.
import { words } from "../words/words.js";
import type { CanvasClient } from "./context.js";

const TIMEOUT_MS = 20_000;

/** Salesforce's page around the app. */
export class HostPage {
  readonly #sdk: CanvasSdkClient;

  private constructor(sdk: CanvasSdkClient) {
    this.#sdk = sdk;
  }

  /** Loads the SDK. The message guard must already stand. */
  static async load(): Promise<HostPage> {
    await import("@salesforce/canvas-js-sdk");
    if (!window.Sfdc) throw new Error(words.canvas.sdkMissing);
    return new HostPage(window.Sfdc.canvas.client);
  }

  /** One call to the org's REST API, made by the host page. */
  call(client: CanvasClient, method: string, path: string, body?: object): Promise<CanvasAnswer> {
    const data = body === undefined ? {} : { data: JSON.stringify(body) };
    return answered((success) => this.#sdk.ajax(client.instanceUrl + path, { client, method, ...data, success }));
  }

  /** A new signed request for this app. */
  signedRequest(): Promise<CanvasAnswer> {
    return answered((callback) => this.#sdk.refreshSignedRequest(callback));
  }

  /** Has the app opened anew, with a new signed request. */
  reopen(): void {
    this.#sdk.repost(true);
  }

  publish(client: CanvasClient, name: string, payload: object): void {
    this.#sdk.publish(client, { name, payload });
  }

  subscribe(client: CanvasClient, name: string, onData: (payload: unknown) => void): void {
    this.#sdk.subscribe(client, { name, onData });
  }

  resize(client: CanvasClient, height: number): void {
    this.#sdk.resize(client, { height: `${height}px` });
  }
}

function answered(call: (callback: (answer: CanvasAnswer) => void) => void): Promise<CanvasAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(words.canvas.hostSilent)), TIMEOUT_MS);
    call((answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}
