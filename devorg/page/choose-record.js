// Which record a page address shows: / is the demo record, /lightning/r/<Object>/<Id>/view is any other.
import { notFound } from "../org/faults.js";
import { normalizeId } from "../org/ids.js";

/**
 * @param {import("../server.js").Org} org
 * @param {string} path
 * @returns {{object: import("../org/source.js").ObjectType, id: string, name: string}}
 */
export function chooseRecord({ store, options }, path) {
  const [, objectName, id] = /^\/lightning\/r\/(\w+)\/(\w+)\/view$/.exec(path) ?? [];
  if (objectName) return recordOf(store, objectName, normalizeId(id));
  if (path !== "/") throw notFound();
  const ids = store.ids(store.objectType(options.object).name);
  const named = ids.find((one) => store.read(options.object, one).Name === options.record);
  return recordOf(store, options.object, options.record ? named : ids[0]);
}

function recordOf(store, objectName, id) {
  if (!id) throw notFound();
  const object = store.objectType(objectName);
  return { object, id, name: store.read(object.name, id).Name };
}
