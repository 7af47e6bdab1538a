// Presave's own server: the org's rules, and the second opinion on save.
import type { Outcome, Request } from "presave";

/** A refusal by the server: what is wrong and what to do, from its problem document. */
export class ServerRefusal extends Error {}

export class Server {
  readonly #session: string;

  constructor(session: string) {
    this.#session = session;
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

  async #call(url: string, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, Authorization: `Bearer ${this.#session}` };
    const answer = await fetch(url, { ...init, headers });
    if (answer.ok) return answer;
    if (answer.status === 401) throw new ServerRefusal("Your session has ended. Reload the page to go on.");
    throw new ServerRefusal(await problemOf(answer));
  }
}

async function problemOf(answer: Response): Promise<string> {
  const text = await answer.text();
  if (!answer.headers.get("Content-Type")?.includes("json")) return `The server answered ${answer.status}.`;
  const { title, detail, where } = JSON.parse(text) as { title?: string; detail?: string; where?: string };
  return `${detail ?? title ?? `The server answered ${answer.status}.`}${where ? ` (${where})` : ""}`;
}
