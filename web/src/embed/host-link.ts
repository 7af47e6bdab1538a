// The line to the page around the frame. Only that window is listened to, only from an allowed origin, and once it
// has opened a record, only from that very origin. Nothing but "ready" is ever said to anybody else.
import { isAllowed } from "./origins.js";
import { PROTOCOL } from "./protocol.js";
import type { FromFrame, FromHost } from "./protocol.js";

/** What happens on the line. */
export interface LinkEvents {
  heard(message: FromHost): void;
  /** The page around the frame spoke, and may not. */
  refused(origin: string): void;
}

/** The frame's end of the line. */
export class HostLink {
  readonly #allowed: readonly string[];
  readonly #events: LinkEvents;
  #origin: string | undefined;

  constructor(allowed: readonly string[], events: LinkEvents) {
    this.#allowed = allowed;
    this.#events = events;
    window.addEventListener("message", (event) => this.#receive(event));
    // Whoever frames the page learns only that it is there, and which version it speaks.
    window.parent.postMessage({ presave: PROTOCOL, type: "ready" }, "*");
  }

  /** Says something to the page that has opened a record; to nobody before. */
  say(message: FromFrame): void {
    if (this.#origin) window.parent.postMessage({ presave: PROTOCOL, ...message }, this.#origin);
  }

  #receive({ source, origin, data }: MessageEvent<unknown>): void {
    if (source !== window.parent || !isMessage(data)) return;
    if (this.#origin !== undefined && origin !== this.#origin) return;
    if (!isAllowed(origin, this.#allowed)) return this.#events.refused(origin);
    this.#origin = origin;
    this.#events.heard(data);
  }
}

/** A message of this version; its content is looked at where it is used. */
function isMessage(data: unknown): data is FromHost {
  if (data === null || typeof data !== "object") return false;
  const { presave, type } = data as { presave?: unknown; type?: unknown };
  return presave === PROTOCOL && typeof type === "string";
}
