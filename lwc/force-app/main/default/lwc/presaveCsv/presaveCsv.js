// Reads CSV as it comes, in pieces of any size: RFC 4180, with the comma or the semicolon that spreadsheets of
// some countries write. Nothing here knows a file or a record.
import { TEXT, fill } from "c/presaveText";

/** Characters of one row; more is no row, but a quotation mark that was never closed. */
export const LONGEST_ROW = 1000000;
const LINE_BREAK = /[\r\n]/;

/** Turns pieces of text into rows: {line, cells}, `line` being where the row begins in the file. */
export class CsvReader {
    _separator;
    _line = 1;
    _rowLine = 1;
    _cells = [];
    _cell = "";
    _length = 0;
    _isQuoted = false;
    _quoteLine = 0;
    // What ends a piece and means something only together with the next one.
    _held = "";
    _isFirst = true;

    /** The rows that end in this piece. Throws where the text is no CSV. */
    push(piece) {
        let text = this._held + piece;
        if (this._isFirst && text !== "") {
            text = text.replace(/^\uFEFF/, "");
            this._isFirst = false;
        }
        if (text.length > LONGEST_ROW + piece.length) throw new Error(fill(TEXT.csvTooLong, this._rowLine, LONGEST_ROW));
        const undecided = this._separator || LINE_BREAK.test(text) ? undecidedAtEnd(text) : text.length;
        this._held = text.slice(text.length - undecided);
        return this._read(text.slice(0, text.length - undecided));
    }

    /** The last row, where the file does not end with a line break. */
    end() {
        const rows = this._read(this._held);
        this._held = "";
        if (this._isQuoted) throw new Error(fill(TEXT.csvQuote, this._quoteLine));
        if (this._cell !== "" || this._cells.length > 0) this._endRow(rows);
        return rows;
    }

    _read(text) {
        const rows = [];
        if (text !== "") this._separator ??= separatorOf(text);
        let at = 0;
        while (at < text.length) at = this._isQuoted ? this._readQuoted(text, at) : this._readPlain(text, at, rows);
        return rows;
    }

    _readQuoted(text, at) {
        const end = text.indexOf('"', at);
        const stop = end === -1 ? text.length : end;
        const content = text.slice(at, stop);
        this._take(content);
        this._line += linesIn(content);
        if (end === -1) return stop;
        if (text[end + 1] === '"') {
            this._take('"');
            return end + 2;
        }
        this._isQuoted = false;
        return end + 1;
    }

    _readPlain(text, at, rows) {
        const character = text[at];
        if (character === '"' && this._cell === "") {
            this._isQuoted = true;
            this._quoteLine = this._line;
            return at + 1;
        }
        if (character === this._separator) {
            this._cells.push(this._cell);
            this._cell = "";
            return at + 1;
        }
        if (character === "\n" || character === "\r") {
            this._line += 1;
            this._endRow(rows);
            return text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : at + 1;
        }
        let stop = at + 1;
        while (stop < text.length && !this._endsPlain(text[stop])) stop += 1;
        this._take(text.slice(at, stop));
        return stop;
    }

    _endsPlain(character) {
        return character === this._separator || character === "\n" || character === "\r";
    }

    _take(content) {
        this._cell += content;
        this._length += content.length;
        if (this._length > LONGEST_ROW) throw new Error(fill(TEXT.csvTooLong, this._rowLine, LONGEST_ROW));
    }

    // A line without anything is no row.
    _endRow(rows) {
        this._cells.push(this._cell);
        if (this._cells.length > 1 || this._cells[0] !== "") rows.push({ line: this._rowLine, cells: this._cells });
        this._cells = [];
        this._cell = "";
        this._length = 0;
        this._rowLine = this._line;
    }
}

/** A row as a line of CSV; what a spreadsheet would take for a formula is made text. */
export function csvLine(cells) {
    return `${cells.map(quoted).join(",")}\r\n`;
}

// Quotation marks may be doubled by the next piece, a carriage return be followed by its line feed.
function undecidedAtEnd(text) {
    if (text.endsWith("\r")) return 1;
    let begin = text.length;
    while (begin > 0 && text[begin - 1] === '"') begin -= 1;
    return text.length - begin;
}

function quoted(cell) {
    const text = String(cell);
    const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${harmless.replaceAll('"', '""')}"`;
}

// Of the first line, outside of quotation marks.
function separatorOf(text) {
    const header = text.replace(/"[^"]*"/g, "").split(/[\r\n]/, 1)[0];
    return header.includes(";") && !header.includes(",") ? ";" : ",";
}

function linesIn(content) {
    return content.match(/\r\n|\r|\n/g)?.length ?? 0;
}
