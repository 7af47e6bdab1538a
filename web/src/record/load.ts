// Loads what the rules read: the record, and the parents that its lookups lead to. Only fields that the
// bundle describes are kept; what Salesforce calculates by formula, the engine calculates itself.
import type { Bundle, FieldDescription, FieldValue, RecordDocument } from "presave";
import type { Bridge } from "../canvas/bridge.js";

/** How many relationships away from the record a rule can look; Salesforce allows ten, forms rarely use three. */
const PARENT_DEPTH = 3;

/** A record named for a list of choices. */
export interface NamedRecord {
  id: string;
  name: string;
}

export class RecordLoader {
  readonly #bridge: Bridge;
  readonly #bundle: Bundle;
  readonly #sobjects: string;
  readonly #known: Set<string>;
  readonly #loading = new Map<string, Promise<RecordDocument>>();

  /** @param sobjectUrl where the org's REST API has its records, ending with a slash */
  constructor(bridge: Bridge, bundle: Bundle, sobjectUrl: string) {
    this.#bridge = bridge;
    this.#bundle = bundle;
    this.#sobjects = sobjectUrl;
    this.#known = new Set(bundle.objects());
  }

  /** The record with its parents nested. */
  async record(object: string, id: string): Promise<RecordDocument> {
    const record = await this.#fields(object, id);
    await this.#addParents(object, record, PARENT_DEPTH);
    return record;
  }

  /** The parent that a lookup field leads to, or undefined where the bundle does not know its object. */
  async parent(field: FieldDescription, id: FieldValue | undefined, depth = PARENT_DEPTH): Promise<RecordDocument | undefined> {
    const object = field.referenceTo?.length === 1 ? field.referenceTo[0] : undefined;
    if (typeof id !== "string" || id === "" || object === undefined || !this.#known.has(object)) return undefined;
    const parent = { ...(await this.#cachedFields(object, id)) };
    await this.#addParents(object, parent, depth - 1);
    return parent;
  }

  /** The records of an object that the user saw last. */
  async recent(object: string): Promise<NamedRecord[]> {
    const { recentItems } = (await this.#bridge.request("GET", this.#sobjects + object)) as {
      recentItems: { Id: string; Name: string }[];
    };
    return recentItems.map((item) => ({ id: item.Id, name: item.Name }));
  }

  async #addParents(object: string, record: RecordDocument, depth: number): Promise<void> {
    if (depth === 0) return;
    const lookups = this.#bundle.describe(object).fields.filter((f) => f.relationshipName);
    for (const lookup of lookups) {
      const parent = await this.parent(lookup, record[lookup.name] as FieldValue | undefined, depth);
      if (parent) record[lookup.relationshipName!] = parent;
    }
  }

  /** Parents do not change while the form is open, so each is fetched once. */
  #cachedFields(object: string, id: string): Promise<RecordDocument> {
    const key = `${object}/${id}`;
    let loading = this.#loading.get(key);
    if (!loading) {
      loading = this.#fields(object, id);
      this.#loading.set(key, loading);
      loading.catch(() => this.#loading.delete(key)); // asked again next time; whoever waits hears of the failure
    }
    return loading;
  }

  async #fields(object: string, id: string): Promise<RecordDocument> {
    const loaded = (await this.#bridge.request("GET", `${this.#sobjects}${object}/${id}`)) as RecordDocument;
    const record: RecordDocument = {};
    for (const field of this.#bundle.describe(object).fields) {
      if (!field.formula && loaded[field.name] !== undefined) record[field.name] = loaded[field.name];
    }
    return record;
  }
}
