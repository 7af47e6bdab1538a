// Who may call the REST API: access tokens that this org has handed out, to its own page and to the Canvas app.
import { randomBytes } from "node:crypto";
import { sessionInvalid } from "../org/faults.js";

/** How many tokens stay valid; the oldest go first, so a page that reloads for ever fills no memory. */
export const MAX_SESSIONS = 1000;

export class Sessions {
  #organizationId;
  #tokens = new Set();

  /** @param {string} organizationId whose first 15 characters every token carries, as in Salesforce */
  constructor(organizationId) {
    this.#organizationId = organizationId;
  }

  /** A new access token. */
  open() {
    if (this.#tokens.size >= MAX_SESSIONS) this.#tokens.delete(this.#tokens.values().next().value);
    const token = `${this.#organizationId.slice(0, 15)}!${randomBytes(48).toString("base64url")}`;
    this.#tokens.add(token);
    return token;
  }

  /** Ends a token's session, as logging out or a timeout would. */
  close(token) {
    this.#tokens.delete(token);
  }

  /** Refuses a request without a valid "Authorization: Bearer …" (or "OAuth …"). */
  require(request) {
    const [, token] = /^(?:Bearer|OAuth) (\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
    if (!token || !this.#tokens.has(token)) throw sessionInvalid();
  }
}
