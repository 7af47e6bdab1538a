// /services/data/v62.0/sobjects: records and descriptions, as far as the demo needs them.
import { readJson, sendJson } from "../http/exchange.js";
import { describeObject } from "../org/describe.js";
import { methodNotAllowed, notFound } from "../org/faults.js";

/** How many recently viewed records an object shows. */
const MAX_RECENT_ITEMS = 200;

/** Where the REST API lives. */
export const DATA_PATH = "/services/data/v62.0";

/**
 * Answers a request below /sobjects.
 * @param {import("../org/store.js").Store} store
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {URL} url
 */
export async function handleSobjects(store, request, response, url) {
  const [objectName, id, ...more] = url.pathname.slice(`${DATA_PATH}/sobjects`.length).split("/").slice(1);
  if (!objectName) return withMethods(request, { GET: () => sendJson(response, 200, listObjects(store)) });
  if (!id) {
    return withMethods(request, {
      GET: () => sendJson(response, 200, basicInformation(store, objectName)),
      POST: () => create(store, request, response, objectName),
    });
  }
  if (id === "describe") {
    return withMethods(request, { GET: () => sendJson(response, 200, describe(store, objectName, more)) });
  }
  if (more.length > 0) throw notFound();
  return withMethods(request, {
    GET: () => sendJson(response, 200, store.read(objectName, id, fieldsOf(url))),
    PATCH: () => update(store, request, response, objectName, id),
  });
}

function withMethods(request, handlers) {
  const handler = handlers[request.method];
  if (!handler) throw methodNotAllowed(request.method, Object.keys(handlers));
  return handler();
}

function listObjects(store) {
  const sobjects = store.objectTypes().map((o) => ({ name: o.name, label: o.label, labelPlural: o.pluralLabel }));
  return { encoding: "UTF-8", maxBatchSize: 200, sobjects };
}

/** What Salesforce calls "basic information": the object in short and the records the user saw last. */
function basicInformation(store, objectName) {
  const { name, label, pluralLabel } = store.objectType(objectName);
  const recent = store.ids(name).slice(0, MAX_RECENT_ITEMS);
  return {
    objectDescribe: { name, label, labelPlural: pluralLabel, keyPrefix: store.keyPrefix(name) },
    recentItems: recent.map((id) => store.read(name, id, ["Name"])),
  };
}

function describe(store, objectName, more) {
  const object = store.objectType(objectName);
  if (more.length === 0) return describeObject(object, store.keyPrefix(object.name));
  if (more.length > 1 || more[0] !== "layouts") throw notFound();
  const sections = store.layoutSections(object.name);
  return { layouts: [{ detailLayoutSections: sections, editLayoutSections: sections }] };
}

async function create(store, request, response, objectName) {
  store.objectType(objectName);
  const id = store.create(objectName, await readJson(request));
  sendJson(response, 201, { id, success: true, errors: [] });
}

async function update(store, request, response, objectName, id) {
  store.update(objectName, id, await readJson(request));
  sendJson(response, 204, undefined);
}

function fieldsOf(url) {
  const fields = url.searchParams.get("fields");
  return fields ? fields.split(",").filter(Boolean) : undefined;
}
