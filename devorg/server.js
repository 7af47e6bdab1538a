// The stand-in org as one HTTP server on this machine: pages, static files, the REST API and the Canvas
// signing endpoint.
import { createServer } from "node:http";
import { ORGANIZATION_ID } from "./canvas/envelope.js";
import { handlePlatformConnect } from "./canvas/platformconnect.js";
import { sendJson, sendPage } from "./http/exchange.js";
import { isFilePath, sendFile } from "./http/files.js";
import { ApiError, notFound } from "./org/faults.js";
import { loadSampleRecords } from "./org/seed.js";
import { loadModel } from "./org/source.js";
import { Store } from "./org/store.js";
import { chooseRecord } from "./page/choose-record.js";
import { renderRecordPage } from "./page/record-page.js";
import { Sessions } from "./rest/sessions.js";
import { DATA_PATH, handleSobjects } from "./rest/sobjects.js";

/**
 * @typedef {object} Org
 * @property {string} origin where browsers find the org
 * @property {string} app origin of the app server
 * @property {string} secret
 * @property {Store} store
 * @property {Sessions} sessions
 * @property {import("./options.js").Options} options
 */

/**
 * Loads the org and listens on this machine only.
 * @param {import("./options.js").Options} options
 * @returns {Promise<Org & {close: () => Promise<void>}>}
 */
export async function startOrg(options) {
  const store = new Store(await loadModel(options.org));
  await loadSampleRecords(store, options.org);
  const sessions = new Sessions(ORGANIZATION_ID);
  const org = { app: options.app, secret: options.secret, store, sessions, options, origin: "" };
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => answer(org, request, response));
  await listen(server, options.port);
  org.origin = `http://localhost:${server.address().port}`;
  return Object.assign(org, { close: () => close(server) });
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "localhost" }, resolve);
  });
}

function close(server) {
  return new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}

async function answer(org, request, response) {
  try {
    await route(org, request, response);
  } catch (error) {
    if (!(error instanceof ApiError)) console.error(error);
    const { status, body } = error instanceof ApiError ? error : unexpected(error);
    if (response.headersSent) response.destroy();
    else sendJson(response, status, body);
  }
}

function unexpected(error) {
  return new ApiError(500, "UNKNOWN_EXCEPTION", `An unexpected error occurred: ${error.message}`);
}

async function route(org, request, response) {
  const url = requestUrl(org, request);
  const path = url.pathname;
  if (path.startsWith(`${DATA_PATH}/`)) return routeApi(org, request, response, url);
  if (request.method !== "GET") throw notFound();
  if (isFilePath(path)) return sendFile(response, path);
  const record = chooseRecord(org, path);
  const page = renderRecordPage(org, record, {
    tampered: url.searchParams.get("tamper") === "1",
    unapproved: url.searchParams.get("unapproved") === "1",
  });
  return sendPage(response, page, org.app);
}

function routeApi(org, request, response, url) {
  org.sessions.require(request);
  const path = url.pathname;
  if (path === `${DATA_PATH}/sobjects` || path.startsWith(`${DATA_PATH}/sobjects/`)) {
    return handleSobjects(org.store, request, response, url);
  }
  if (path.startsWith(`${DATA_PATH}/platformconnect/`)) return handlePlatformConnect(org, request, response, url);
  throw notFound();
}

function requestUrl(org, request) {
  if (!URL.canParse(request.url, org.origin)) throw notFound();
  return new URL(request.url, org.origin);
}
