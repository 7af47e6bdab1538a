// /services/data/v62.0/platformconnect: hands the page a signed request for a Canvas app, and apps their context.
import { readJson, sendJson } from "../http/exchange.js";
import { ApiError, methodNotAllowed, notFound } from "../org/faults.js";
import { DATA_PATH } from "../rest/sobjects.js";
import { CANVAS_APP, buildContext, buildEnvelope } from "./envelope.js";
import { signRequest } from "./signing.js";

/**
 * Answers a request below /platformconnect.
 * @param {import("../server.js").Org} org
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {URL} url
 */
export async function handlePlatformConnect(org, request, response, url) {
  const name = url.pathname.slice(`${DATA_PATH}/platformconnect/`.length);
  if (name !== "signedrequest" && name !== "canvascontext") throw notFound();
  if (request.method !== "PUT") throw methodNotAllowed(request.method, ["PUT"]);
  requireKnownApp(url);
  const { context, client } = readCanvasRequest(await readJson(request));
  const { origin, app } = org;
  if (name === "canvascontext") return sendJson(response, 200, buildContext({ origin, app, context }));
  const token = org.sessions.open();
  const signed = signRequest(buildEnvelope({ origin, app, token, context, client }), org.secret);
  return sendJson(response, 200, { response: signed, auxiliary: {} });
}

function requireKnownApp(url) {
  const asked = url.searchParams.get("canvas") ?? url.searchParams.get("referenceId");
  if (asked !== CANVAS_APP.developerName && asked !== CANVAS_APP.referenceId) {
    throw new ApiError(404, "APP_NOT_FOUND", `No Canvas app is named ${asked ?? "(none given)"}`);
  }
}

function readCanvasRequest(body) {
  const { context, client } = body.canvasRequest ?? {};
  if (typeof context?.environment !== "object" || typeof client?.instanceId !== "string") {
    throw new ApiError(400, "INVALID_INPUT", "canvasRequest needs context.environment and client.instanceId");
  }
  return { context, client };
}
