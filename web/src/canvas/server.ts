// Presave's own server: the org's rules, and the second opinion on save.
import type { Outcome, RecordDocument, Request } from "presave";
import { words } from "../words/words.js";
import type { Access } from "./access.js";

/** A refusal by the server: what is wrong and what to do, from its problem document. */
export class ServerRefusal extends Error {}

/** Refused by the rules or by the org: the answer is an outcome. */
const REFUSED = 422;

/** One record to save; without an id a new one. */
export interface SaveOrder {
  object: string;
  id?: string;
  /** What is written: those of the request's record that change. */
  values: RecordDocument;
  request: Request;
}

/** Why a record was not saved. */
export interface Refusal extends Outcome {
  refusedBy: "presave" | "org";
}

/** The server behind the page. */
export class Server {
  readonly #access: Access;

  constructor(access: Access) {
    this.#access = access;
  }

  /** The bundle document, as text for the engine. */
  async bundle(url: string): Promise<string> {
    return (await this.#call(url, {})).text();
  }

  /** The server's decision on the request. */
  async validate(request: Request): Promise<Outcome> {
    const answer = await this.#call("/api/validate", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(request),
    });
    return (await answer.json()) as Outcome;
  }

  /**
   * Has the server decide and then save in the org; undefined where both took it, else the outcome that says who refuses
   * what. A call that is repeated within has the same key, so nothing is saved twice.
   */
  async save(order: SaveOrder): Promise<Refusal | undefined> {
    const body = JSON.stringify({ ...order, idempotencyKey: crypto.randomUUID() });
    const answer = await this.#call("/api/save", { method: "POST", headers: { "Content-Type": "application/json" }, body }, REFUSED);
    return answer.status === REFUSED ? ((await answer.json()) as Refusal) : undefined;
  }

  /** A call within the session; one that has ended is renewed once. `also` is a status that is an answer, too. */
  async #call(url: string, init: RequestInit, also?: number): Promise<Response> {
    let answer = await this.#fetch(url, init);
    if (answer.status === 401) {
      await this.#access.renew();
      answer = await this.#fetch(url, init);
    }
    if (answer.ok || answer.status === also) return answer;
    throw new ServerRefusal(answer.status === 401 ? words.canvas.sessionEnded : await problemOf(answer));
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, ...this.#access.headers };
    try {
      return await fetch(url, { ...init, headers });
    } catch (cause) {
      throw new ServerRefusal(words.canvas.serverUnreachable, { cause });
    }
  }
}

async function problemOf(answer: Response): Promise<string> {
  const text = await answer.text();
  const unknown = words.canvas.serverAnswered(answer.status);
  if (!answer.headers.get("Content-Type")?.includes("json")) return unknown;
  const { title, detail, where } = JSON.parse(text) as { title?: string; detail?: string; where?: string };
  return `${detail ?? title ?? unknown}${where ? ` (${where})` : ""}`;
}
