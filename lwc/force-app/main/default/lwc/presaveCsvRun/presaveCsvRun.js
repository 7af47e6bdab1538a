// Checks a CSV file against the rules in slices of time, so that the page stays usable: Lightning Web Security
// offers components no worker. Memory stays bounded however long the file is.
import { CsvReader } from "c/presaveCsv";
import { RowReader } from "c/presaveCsvRows";
import { TEXT, fill, reasonOf } from "c/presaveText";

/** Bytes that are read at once. */
const PIECE = 256 * 1024;
/** Milliseconds of work before the page gets its turn; a frame lasts 16. */
const SLICE = 12;
/** Refusals that are kept for the download. */
export const MOST_REFUSALS = 100000;

/** One run over one file. */
export class CsvRun {
    rows = 0;
    accepted = 0;
    refused = 0;
    undecided = 0;
    /** What refused rows: {line, rule, field, message}, the first MOST_REFUSALS of them. */
    refusals = [];
    /** Rows by rule: rule name to {rule, message, rows}. */
    byRule = new Map();
    /** The same of what could not be decided here: `message` says why. */
    leftByRule = new Map();
    _isStopped = false;
    _line = 1;
    _reader;

    /** `describe` is describer(bundle); every row is decided for the same instant. */
    constructor({ bundle, describe, objectApiName, context }) {
        this._bundle = bundle;
        this._describe = describe;
        this._objectApiName = objectApiName;
        this._context = { now: new Date().toISOString(), ...context };
    }

    get isStopped() {
        return this._isStopped;
    }

    /** Ends the run after the slice under way. */
    stop() {
        this._isStopped = true;
    }

    /**
     * Checks the file's rows as new records. `onProgress(share)` is called between slices. Throws where the file is
     * no CSV in UTF-8 or its header does not fit the object; a row that cannot be read is a refused row.
     */
    async check(file, onProgress) {
        const csv = new CsvReader();
        const decoder = new TextDecoder("utf-8", { fatal: true });
        for (let at = 0; at < file.size && !this._isStopped; at += PIECE) {
            // One piece after the other: a large file must not be in memory as a whole.
            // eslint-disable-next-line no-await-in-loop
            const bytes = await file.slice(at, at + PIECE).arrayBuffer();
            const isLast = at + PIECE >= file.size;
            const rows = csv.push(this._decode(decoder, bytes, !isLast));
            // eslint-disable-next-line no-await-in-loop
            await this._checkRows(isLast ? [...rows, ...csv.end()] : rows, at, bytes.byteLength, file.size, onProgress);
        }
        if (!this._reader && !this._isStopped) throw new Error(TEXT.csvEmpty);
    }

    _decode(decoder, bytes, stream) {
        try {
            return decoder.decode(bytes, { stream });
        } catch (error) {
            throw new Error(fill(TEXT.csvNotText, this._line), { cause: error });
        }
    }

    async _checkRows(rows, at, length, size, onProgress) {
        let sliceEnd = performance.now() + SLICE;
        for (const [index, row] of rows.entries()) {
            this._checkRow(row);
            if (performance.now() > sliceEnd) {
                onProgress((at + (length * (index + 1)) / rows.length) / size);
                // eslint-disable-next-line no-await-in-loop
                await nextTurn();
                if (this._isStopped) return;
                sliceEnd = performance.now() + SLICE;
            }
        }
    }

    _checkRow(row) {
        this._line = row.line;
        if (!this._reader) {
            this._reader = new RowReader(row.cells, this._objectApiName, this._describe);
            return;
        }
        this.rows += 1;
        let outcome;
        try {
            outcome = this._bundle.validate({
                object: this._objectApiName,
                operation: "insert",
                record: this._reader.record(row),
                context: this._context
            });
        } catch (error) {
            this.refused += 1;
            this._refuse(row.line, { rule: "", message: reasonOf(error) });
            return;
        }
        this._count(row.line, outcome);
    }

    _count(line, { verdict, failures, faulted, undetermined }) {
        if (verdict === "pass") this.accepted += 1;
        else if (verdict === "undetermined") this.undecided += 1;
        else this.refused += 1;
        undetermined.forEach(({ rule, field, why }) => tally(this.leftByRule, { rule, field, message: why }));
        failures.forEach((failure) => this._refuse(line, failure));
        faulted.forEach(({ rule, message }) => this._refuse(line, { rule, message: fill(TEXT.faulted, rule, message) }));
    }

    _refuse(line, { rule, field, message }) {
        tally(this.byRule, { rule, field, message });
        if (this.refusals.length < MOST_REFUSALS) this.refusals.push({ line, rule, field: field ?? "", message });
    }
}

// A constraint is called the same for every field.
function tally(counts, { rule, field = "", message }) {
    const key = `${rule} ${field}`;
    const known = counts.get(key);
    if (known) known.rows += 1;
    else counts.set(key, { key, rule, field, message, rows: 1 });
}

function nextTurn() {
    return new Promise((resolve) => {
        // eslint-disable-next-line @lwc/lwc/no-async-operation
        setTimeout(resolve, 0);
    });
}
