// Foreign rows in a page: a mapping makes records of them, and the page's rules decide these, in slices of time so
// that the page stays usable. It shows nothing and saves nothing.
import { FAILED, READY, watchEngine } from "c/presaveEngine";
import { reasonOf } from "c/presaveText";

/** Milliseconds of work before the page gets its turn; a frame lasts 16. */
const SLICE = 12;
/** Of two outcomes for one record the worse one counts. */
const RANKS = ["pass", "undetermined", "fail"];
/** What is no row's own mistake. */
const ENDED = new Set(["engineStopped", "engineDisposed", "bundleDisposed", "mappingDisposed"]);

/** A mapping over the page's rules. Call dispose() when done. */
export class RowMapping {
    constructor(bundle, document, context = {}) {
        this._bundle = bundle;
        this._mapping = bundle.mapping(document);
        // Every row is decided for the same instant.
        this._context = { now: new Date().toISOString(), ...context, unique: this._unique(context.unique) };
    }

    /** What the mapping does and what is wrong with it; rows are taken only where `isSound`. */
    get facts() {
        return this._mapping.facts;
    }

    /**
     * What becomes of one row, an object by the headings: {record, outcome}, {skipped: true} or {reasons}. An upsert's
     * record is decided as an insert and as an update, and the worse outcome counts; a delete has none. Throws where the
     * mapping is not sound or was disposed of; a row that cannot be read has its reasons.
     */
    map(row) {
        try {
            const mapped = this._mapping.transform(row);
            return mapped.record ? { ...mapped, outcome: this._decide(mapped.record) } : mapped;
        } catch (error) {
            if (!this.facts.isSound || ENDED.has(error.code)) throw error;
            return { reasons: [{ message: reasonOf(error) }] };
        }
    }

    /** The same of all rows, in their order. `onProgress(share)` is called between slices; where it gives false, it ends. */
    async mapAll(rows, onProgress = () => true) {
        const results = [];
        let sliceEnd = performance.now() + SLICE;
        for (const row of rows) {
            results.push(this.map(row));
            if (performance.now() > sliceEnd) {
                if (onProgress(results.length / rows.length) === false) break;
                // eslint-disable-next-line no-await-in-loop
                await nextTurn();
                sliceEnd = performance.now() + SLICE;
            }
        }
        return results;
    }

    /** Gives the memory back. */
    dispose() {
        this._mapping.dispose();
    }

    // An upsert finds the record that has the key and updates it: no other can have the same.
    _unique(known) {
        const { operation, key } = this.facts;
        return operation === "upsert" && key !== "Id" ? { [key]: true, ...known } : known;
    }

    _decide(record) {
        const { object, operation } = this.facts;
        const asked = { upsert: ["insert", "update"], delete: [] }[operation] ?? [operation];
        return asked
            .map((one) => this._bundle.validate({ object, operation: one, record, context: this._context }))
            .reduce((worst, outcome) => (worst && rank(worst) >= rank(outcome) ? worst : outcome), undefined);
    }
}

/**
 * Loads the page's rules and checks a mapping document (an object, or its JSON text) against them. Resolves with a
 * RowMapping; rejects where the rules cannot be loaded or the document has another form. `context` is who asks, as
 * c-presave-user-context tells it.
 */
export async function openMapping(document, context) {
    return new RowMapping(await pageBundle(), document, context);
}

function rank({ verdict }) {
    return RANKS.indexOf(verdict);
}

function pageBundle() {
    return new Promise((resolve, reject) => {
        let end;
        end = watchEngine(({ name, bundle, error }) => {
            if (name === READY) resolve(bundle);
            else if (name === FAILED) reject(error);
            else return;
            // A state that is known already is told before the watch has begun.
            Promise.resolve().then(() => end());
        });
    });
}

function nextTurn() {
    return new Promise((resolve) => {
        // eslint-disable-next-line @lwc/lwc/no-async-operation
        setTimeout(resolve, 0);
    });
}
