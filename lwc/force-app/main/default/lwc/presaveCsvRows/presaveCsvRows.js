// From the rows of a CSV file to records: the header names fields once, each row then fills a record.
import { TEXT, fill } from "c/presaveText";

/** Columns of a file; Salesforce's objects have no more fields. */
export const MOST_COLUMNS = 1000;
/** Lookups that a column's path may lead through. */
const DEEPEST_PATH = 10;

/** What a header names: fields by API name or label, or paths through lookups (Program__r.StartDate__c). */
export class RowReader {
    _columns;

    /** Throws where the header names what the object does not have, or a field twice. */
    constructor(header, objectApiName, describe) {
        if (header.length > MOST_COLUMNS) throw new Error(fill(TEXT.csvMany, MOST_COLUMNS));
        this._columns = header.map((name) => columnOf(name.trim(), describe(objectApiName), describe));
        const paths = new Set();
        this._columns.forEach(({ path }, index) => {
            const key = path.join(".");
            if (paths.has(key)) throw new Error(fill(TEXT.csvTwice, header[index].trim()));
            paths.add(key);
        });
    }

    /** The record of a row; an empty cell is a blank field. Throws where the row is longer or shorter than the header. */
    record({ line, cells }) {
        if (cells.length !== this._columns.length) {
            throw new Error(fill(TEXT.csvCells, line, cells.length, this._columns.length));
        }
        const record = {};
        this._columns.forEach(({ path, type }, index) => {
            let place = record;
            path.slice(0, -1).forEach((name) => {
                place[name] ??= {};
                place = place[name];
            });
            place[path[path.length - 1]] = valueOf(cells[index], type);
        });
        return record;
    }
}

function columnOf(name, description, describe) {
    const steps = name.split(".");
    let place = description;
    const path = [];
    steps.slice(0, -1).forEach((step) => {
        const lookup = steps.length <= DEEPEST_PATH + 1 && place ? lookupNamed(place, step) : undefined;
        if (!lookup) throw new Error(fill(TEXT.csvColumn, name, description.label));
        path.push(lookup.relationshipName);
        place = describe(lookup.referenceTo?.[0]);
    });
    const field = place && fieldNamed(place, steps[steps.length - 1]);
    if (!field) throw new Error(fill(TEXT.csvColumn, name, description.label));
    return { path: [...path, field.name], type: field.type };
}

function lookupNamed(description, name) {
    return [...description.lookups.values()].find(({ relationshipName }) => isSame(relationshipName, name));
}

// A label that two fields have names neither.
function fieldNamed({ fields }, name) {
    const byName = fields.find((field) => isSame(field.name, name));
    const byLabel = fields.filter((field) => isSame(field.label, name));
    return byName ?? (byLabel.length === 1 ? byLabel[0] : undefined);
}

function isSame(a, b) {
    return a.toLowerCase() === b.toLowerCase();
}

// What does not look like a Checkbox goes through as it is, so that the engine's own complaint is heard.
function valueOf(cell, type) {
    if (cell === "") return null;
    if (type !== "Checkbox") return cell;
    const word = cell.toLowerCase();
    if (word === "true" || word === "1") return true;
    return word === "false" || word === "0" ? false : cell;
}
