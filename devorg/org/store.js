// The org's records, in memory: create, read and update with the checks that Salesforce makes for any
// object. It runs no validation rules; that is what the demo is there to show.
import { brokenReference, noSuchColumn, notFound, readOnlyFields, requiredMissing, storageFull } from "./faults.js";
import { makeId, normalizeId } from "./ids.js";
import { acceptValue } from "./values.js";

/** Records kept at most, in all objects together; a stand-in org is not a database. */
export const MAX_RECORDS = 10_000;

export class Store {
  #objects;
  #layouts;
  /** @type {Map<string, {object: string, values: Record<string, unknown>}>} by 18-character id */
  #records = new Map();
  #lastNumber = 0;
  /** @type {Map<string, (values: Record<string, unknown>) => void>} by object */
  #triggers = new Map();

  /**
   * @param {object} model see loadModel in source.js
   * @param {Map<string, import("./source.js").ObjectType>} model.objects
   * @param {Map<string, object[]>} model.layouts
   */
  constructor({ objects, layouts }) {
    this.#objects = objects;
    this.#layouts = layouts;
  }

  /** The object of that API name, in any case; refuses unknown ones. */
  objectType(name) {
    const exact = this.#objects.get(name);
    if (exact) return exact;
    for (const object of this.#objects.values()) {
      if (object.name.toLowerCase() === name.toLowerCase()) return object;
    }
    throw notFound();
  }

  /** The sections of an object's page layout. */
  layoutSections(objectName) {
    return this.#layouts.get(this.objectType(objectName).name);
  }

  objectTypes() {
    return [...this.#objects.values()];
  }

  /**
   * The first three characters of an object's ids: those of its sample records, or else a free custom one.
   * @param {string} objectName
   */
  keyPrefix(objectName) {
    const [first] = this.ids(objectName);
    const place = [...this.#objects.keys()].sort().indexOf(objectName);
    return first ? first.slice(0, 3) : `aZ${place % 10}`;
  }

  /**
   * Creates a record and gives its id.
   * @param {string} objectName
   * @param {Record<string, unknown>} input
   */
  create(objectName, input) {
    const object = this.objectType(objectName);
    this.#refuseReadOnly(object, input);
    const values = this.#accept(object, { ...defaults(object), ...input });
    this.#requireFilled(object, values);
    this.#triggers.get(object.name)?.(values);
    const id = makeId(this.keyPrefix(object.name), ++this.#lastNumber);
    this.insert(object.name, id, values);
    return id;
  }

  /** Keeps a record that already has its id, without checks of access: sample data may fill any field. */
  insert(objectName, id, values) {
    if (this.#records.size >= MAX_RECORDS) throw storageFull(MAX_RECORDS);
    const now = timestamp();
    this.#records.set(id, {
      object: objectName,
      values: { ...values, Id: id, CreatedDate: now, LastModifiedDate: now },
    });
  }

  /**
   * Has an object's records looked at before each save, as an Apex trigger would: what only the org knows.
   * @param {string} objectName
   * @param {(values: Record<string, unknown>) => void} trigger throws an ApiError to refuse
   */
  setTrigger(objectName, trigger) {
    this.#triggers.set(this.objectType(objectName).name, trigger);
  }

  /** Changes some fields of a record. */
  update(objectName, id, input) {
    const object = this.objectType(objectName);
    const record = this.#record(object, id);
    this.#refuseReadOnly(object, input);
    const changed = { ...record.values, ...this.#accept(object, input) };
    this.#requireFilled(object, changed);
    this.#triggers.get(object.name)?.(changed);
    record.values = { ...changed, LastModifiedDate: timestamp() };
  }

  /**
   * A record with all its fields, or those that are named.
   * @param {string} objectName
   * @param {string} id
   * @param {string[]} [fields]
   */
  read(objectName, id, fields) {
    const object = this.objectType(objectName);
    const { values } = this.#record(object, id);
    const names = fields ? fields.map((f) => this.#field(object, f).name) : [...object.fields.keys()];
    const shown = Object.fromEntries(names.map((name) => [name, values[name] ?? blank(object.fields.get(name))]));
    const url = `/services/data/v62.0/sobjects/${object.name}/${values.Id}`;
    return { attributes: { type: object.name, url }, Id: values.Id, ...shown };
  }

  /** Ids of an object's records, oldest first. */
  ids(objectName) {
    return [...this.#records].filter(([, r]) => r.object === objectName).map(([id]) => id);
  }

  #record(object, id) {
    const record = this.#records.get(normalizeId(id) ?? "");
    if (!record || record.object !== object.name) throw notFound();
    return record;
  }

  #field(object, name) {
    const exact = object.fields.get(name);
    if (exact) return exact;
    for (const field of object.fields.values()) {
      if (field.name.toLowerCase() === name.toLowerCase()) return field;
    }
    throw noSuchColumn(name, object.name);
  }

  #refuseReadOnly(object, input) {
    const names = writable(input).filter((name) => this.#field(object, name).readOnly);
    if (names.length > 0) throw readOnlyFields(names);
  }

  #accept(object, input) {
    const values = {};
    for (const name of writable(input)) {
      const field = this.#field(object, name);
      values[field.name] = acceptValue(field, input[name]);
      if (field.referenceTo && values[field.name]) this.#requireTarget(field, values[field.name]);
    }
    return values;
  }

  /** Objects that the example org does not carry (User, for one) cannot be looked into. */
  #requireTarget(field, id) {
    if (!this.#objects.has(field.referenceTo)) return;
    if (this.#records.get(id)?.object !== field.referenceTo) throw brokenReference(field);
  }

  #requireFilled(object, values) {
    const missing = [...object.fields.values()]
      .filter((f) => f.required && !f.readOnly && (values[f.name] === null || values[f.name] === undefined))
      .map((f) => f.name);
    if (missing.length > 0) throw requiredMissing(missing);
  }
}

/** "attributes" travels with every record and is no field. */
function writable(input) {
  return Object.keys(input).filter((name) => name !== "attributes");
}

function defaults(object) {
  const values = {};
  for (const field of object.fields.values()) {
    const chosen = field.values.find((v) => v.isDefault);
    if (chosen) values[field.name] = chosen.value;
  }
  return values;
}

/** The clock in the form of the REST API. */
function timestamp() {
  return new Date().toISOString().replace("Z", "+0000");
}

function blank(field) {
  return field.type === "Checkbox" ? false : null;
}
