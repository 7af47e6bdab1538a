// What the server put into the page: the session for its API, and the verified signed request.

import { themeIn } from "../ui/theme.js";
import type { Theme } from "../ui/theme.js";
import { words } from "../words/words.js";

/** The client part of a signed request: what the Canvas SDK needs for every call. */
export interface CanvasClient {
  oauthToken: string | null;
  instanceId: string;
  instanceUrl: string;
  targetOrigin: string;
}

/** A verified signed request, as far as the app reads it. An org may leave out who asks, and from where. */
export interface SignedRequest {
  client: CanvasClient;
  context: {
    user?: Record<string, string | boolean | null>;
    organization?: Record<string, string | boolean | null>;
    environment?: {
      parameters?: { object?: string; permissions?: string[]; theme?: string };
      record?: { Id?: string; attributes?: { type?: string } };
    };
    links: { sobjectUrl: string };
  };
}

/** The server's JSON block. */
export interface PageContext {
  /** The session's token; its name alone where a cookie carries it. */
  session: string;
  carrier?: "cookie";
  /** Who hands changes to Salesforce: the server, or else this page. */
  save?: "server";
  signedRequest: SignedRequest;
  /** Where the org's rules are. */
  bundle: string;
}

/** Takes the context out of the page, so that the tokens stand in no DOM that other scripts could read later. */
export function takeContext(): PageContext {
  const block = document.getElementById("canvas-context");
  if (!block) throw new Error(words.canvas.notFromSalesforce);
  block.remove();
  return JSON.parse(block.textContent ?? "") as PageContext;
}

/** How the app is to look: light as Salesforce's own pages, unless the Canvas parameters say otherwise. */
export function themeOfPage({ context }: SignedRequest): Theme {
  return themeIn(context.environment?.parameters?.theme, "light");
}

/** The record that the app is about. */
export interface RecordOfPage {
  object: string;
  id: string;
}

/** What Salesforce said of the page's record. */
export function recordOfPage({ context }: SignedRequest): RecordOfPage {
  const { record, parameters } = context.environment ?? {};
  const object = record?.attributes?.type ?? parameters?.object;
  if (!object || !record?.Id) throw new Error(words.canvas.whichRecord);
  return { object, id: record.Id };
}
