// The parent's side of the Canvas protocol: opens the app with a signed request and answers the messages
// of the Canvas JavaScript SDK. A message counts only if its window and its origin are the app's own.

/** The largest message, in characters, that is read at all. */
const MAX_MESSAGE = 1_000_000;
const VERSIONS = { parentVersion: "62.0", clientVersion: "41.0", targetModule: "Canvas" };

export class CanvasParent {
  #frame;
  #instanceId;
  #connect;
  #environment;
  #beforePost;
  #lastSignedRequest = "";
  #subscriptions = new Set();
  #listeners = new Map();
  #handlers = {
    ctx: (message) => this.#context(message),
    ajax: (message) => this.#ajax(message),
    refresh: (message) => this.#refresh(message),
    repost: (message) => this.#repost(message),
    resize: (message) => this.#resize(message),
    subscribe: (message) => this.#subscribe(message),
    unsubscribe: (message) => this.#unsubscribe(message),
    publish: (message) => this.#publish(message),
  };

  /**
   * @param {object} options
   * @param {import("./canvas-frame.js").CanvasFrame} options.frame
   * @param {string} options.instanceId
   * @param {(name: string, canvasRequest: object) => Promise<any>} options.connect asks the org's platformconnect API
   * @param {() => object} options.environment what a signed request says of this page
   * @param {(signedRequest: string) => string} options.beforePost the last word on what is posted
   */
  constructor({ frame, instanceId, connect, environment, beforePost }) {
    this.#frame = frame;
    this.#instanceId = instanceId;
    this.#connect = connect;
    this.#environment = environment;
    this.#beforePost = beforePost;
    window.addEventListener("message", (event) => this.#receive(event));
  }

  /** Opens the app with a fresh signed request. */
  async open() {
    this.#post((await this.#signedRequest()).response);
  }

  /** Opens the app for a user who has still to approve it. */
  openUnapproved() {
    this.#frame.openUnapproved(location.origin);
  }

  /** Calls back with the payload when the app publishes an event of that name. */
  on(name, listener) {
    this.#listeners.set(name, listener);
  }

  /** Tells the app of an event, where it has subscribed to it. */
  tell(name, payload) {
    this.#event(name, payload);
  }

  async #receive(event) {
    if (!this.#frame.isSender(event)) return;
    const message = readMessage(event.data);
    if (message?.body.config.client.instanceId !== this.#instanceId) return;
    try {
      await this.#handlers[message.body.type]?.(message);
    } catch (error) {
      // The app waits for an answer to each of its requests; a failure on the way is one.
      this.#reply(message.seq, error.status ?? 500, error.message, error.body ?? {});
    }
  }

  async #ajax({ seq, body }) {
    const url = new URL(body.url, location.origin);
    if (url.origin !== location.origin || !url.pathname.startsWith("/services/")) {
      return this.#reply(seq, 403, "Forbidden", "Only addresses below /services/ of this org can be called");
    }
    const { method, headers, contentType, data } = body.config;
    const response = await fetch(url, {
      method: method ?? "GET",
      headers: { ...headers, "Content-Type": contentType ?? "application/json" },
      body: data ?? undefined,
      credentials: "omit",
    });
    return this.#reply(seq, response.status, response.statusText, await readPayload(response), headerLines(response));
  }

  async #context({ seq }) {
    this.#reply(seq, 200, "OK", await this.#connect("canvascontext", this.#canvasRequest()));
  }

  async #refresh({ seq }) {
    this.#reply(seq, 200, "OK", await this.#signedRequest());
  }

  async #repost({ body }) {
    this.#post(body.refresh ? (await this.#signedRequest()).response : this.#lastSignedRequest);
  }

  #resize({ body }) {
    this.#event("canvas.resize", this.#frame.resize(body.size ?? {}));
  }

  #subscribe({ body }) {
    for (const name of Object.keys(body.subscriptions ?? {})) this.#subscriptions.add(name);
  }

  #unsubscribe({ body }) {
    for (const name of Object.keys(body.subscriptions ?? {})) this.#subscriptions.delete(name);
  }

  #publish({ body }) {
    const { name, payload } = body.event ?? {};
    this.#listeners.get(name)?.(payload);
    this.#event(name, payload);
  }

  #signedRequest() {
    return this.#connect("signedrequest", this.#canvasRequest());
  }

  #canvasRequest() {
    return {
      context: { environment: this.#environment() },
      client: { instanceId: this.#instanceId, targetOrigin: location.origin },
    };
  }

  #post(signedRequest) {
    this.#subscriptions.clear();
    this.#lastSignedRequest = signedRequest;
    this.#frame.open(this.#beforePost(signedRequest));
  }

  #event(name, payload) {
    if (!this.#subscriptions.has(name)) return;
    this.#send({ type: "event", payload: { name, method: "onData", payload } });
  }

  #reply(seq, status, statusText, payload, responseHeaders = "") {
    this.#send({ type: "callback", seq, status, statusText, responseHeaders, payload });
  }

  #send(message) {
    this.#frame.send(JSON.stringify({ ...message, ...VERSIONS }));
  }
}

/** A message of the SDK, or undefined for anything else. */
function readMessage(data) {
  if (typeof data !== "string" || data.length > MAX_MESSAGE) return undefined;
  try {
    const message = JSON.parse(data);
    const ours = message?.targetModule === "Canvas" && message.src === "client" && message.body?.config?.client;
    return ours ? message : undefined;
  } catch {
    return undefined; // other scripts post text of their own; it is not for us
  }
}

async function readPayload(response) {
  const text = await response.text();
  const isJson = response.headers.get("Content-Type")?.includes("json");
  return isJson && text ? JSON.parse(text) : text;
}

function headerLines(response) {
  return [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`).join("");
}
