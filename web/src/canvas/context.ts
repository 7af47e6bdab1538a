// What the server put into the page: the session for its API, and the verified signed request.

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
      parameters?: { object?: string; permissions?: string[] };
      record?: { Id?: string; attributes?: { type?: string } };
    };
    links: { sobjectUrl: string };
  };
}

/** The server's JSON block. */
export interface PageContext {
  session: string;
  signedRequest: SignedRequest;
  /** Where the org's rules are. */
  bundle: string;
}

/** Takes the context out of the page, so that the tokens stand in no DOM that other scripts could read later. */
export function takeContext(): PageContext {
  const block = document.getElementById("canvas-context");
  if (!block) throw new Error("This page holds no Canvas context. Open it from its place in Salesforce.");
  block.remove();
  return JSON.parse(block.textContent ?? "") as PageContext;
}

/** The record that the app is about. */
export function recordOfPage({ context }: SignedRequest): { object: string; id: string } {
  const { record, parameters } = context.environment ?? {};
  const object = record?.attributes?.type ?? parameters?.object;
  if (!object || !record?.Id) {
    throw new Error(
      "Salesforce did not say which record this page shows. Put the app on a record page, and pass the object's " +
        'API name as the Canvas parameter "object".',
    );
  }
  return { object, id: record.Id };
}
