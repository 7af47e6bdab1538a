// Presave's own server: the org's rules, and the second opinion on save.
import type { Outcome, Request } from "presave";
import { words } from "../words/words.js";
import type { Access } from "./access.js";

/** A refusal by the server: what is wrong and what to do, from its problem document. */
export class ServerRefusal extends Error {}

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

  /** A call within the session; one that has ended is renewed once. */
  async #call(url: string, init: RequestInit): Promise<Response> {
    let answer = await this.#fetch(url, init);
    if (answer.status === 401) {
      await this.#access.renew();
      answer = await this.#fetch(url, init);
    }
    if (answer.ok) return answer;
    throw new ServerRefusal(answer.status === 401 ? words.canvas.sessionEnded : await problemOf(answer));
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, Authorization: `Bearer ${this.#access.session}` };
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
