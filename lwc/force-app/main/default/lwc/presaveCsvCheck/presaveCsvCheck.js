// Drop a CSV file of new records and read which rows Salesforce would refuse, by which rule, at which line, before
// anything is loaded. The file never leaves the browser.
import { LightningElement, api } from "lwc";
import { csvLine } from "c/presaveCsv";
import { CsvRun, MOST_REFUSALS } from "c/presaveCsvRun";
import { FAILED, READY, watchEngine } from "c/presaveEngine";
import { describer } from "c/presaveRecord";
import { TEXT, fill, reasonOf } from "c/presaveText";

/** Refusals that the page lists; the download has more. */
const MOST_LISTED = 200;
const CSV = "text/csv;charset=utf-8";

export default class PresaveCsvCheck extends LightningElement {
    @api objectApiName;

    words = TEXT;
    problem;
    notice;
    subject;
    isRunning = false;
    progress = 0;
    result;
    _bundle;
    _describe;
    _context;
    _run;
    _stopWatching;

    connectedCallback() {
        this._stopWatching = watchEngine((state) => this.handleEngine(state));
    }

    disconnectedCallback() {
        this._run?.stop();
        this._stopWatching();
    }

    get isReady() {
        return this._context !== undefined;
    }

    get isWaiting() {
        return !this.isReady && !this.problem;
    }

    get fileLabel() {
        return fill(TEXT.csvFile, this._describe(this.objectApiName).pluralLabel);
    }

    get status() {
        if (this.isRunning) return fill(TEXT.csvProgress, this.result?.rows ?? 0);
        if (!this.result) return "";
        const { rows, accepted, refused, undecided, isStopped } = this.result;
        const counts = fill(TEXT.csvDone, rows, accepted, refused, undecided);
        return isStopped ? `${TEXT.csvStopped} ${counts}` : counts;
    }

    get hasRefusals() {
        return !this.isRunning && this.result?.listed.length > 0;
    }

    get tables() {
        return this.result?.tables ?? [];
    }

    get listNote() {
        return this.result.hasMore ? fill(TEXT.csvListed, MOST_LISTED, MOST_REFUSALS) : "";
    }

    handleEngine(state) {
        if (state.name === FAILED) this.problem = reasonOf(state.error);
        if (state.name !== READY) return;
        this.problem = undefined;
        this._bundle = state.bundle;
        this._describe = describer(state.bundle);
        if (!this.objectApiName) {
            this.problem = TEXT.noObject;
            return;
        }
        try {
            const requirements = this._bundle.requirements(this.objectApiName);
            this.subject = { objectApiName: this.objectApiName, requirements };
        } catch (error) {
            this.problem = reasonOf(error);
        }
    }

    handleContext(event) {
        const { context, problem } = event.detail;
        this._context = context;
        this.notice = problem && fill(TEXT.contextUnread, problem);
    }

    async handleFile(event) {
        const [file] = event.detail.files ?? [];
        if (!file) return;
        this._run?.stop();
        const run = new CsvRun({
            bundle: this._bundle,
            describe: this._describe,
            objectApiName: this.objectApiName,
            context: this._context
        });
        this._run = run;
        this.problem = undefined;
        this.isRunning = true;
        this.show(run, 0);
        try {
            await run.check(file, (share) => this.show(run, share));
        } catch (error) {
            if (run === this._run) this.problem = reasonOf(error);
        }
        // A run that another file has taken the place of has nothing to say any more.
        if (run !== this._run) return;
        this.isRunning = false;
        this.show(run, 1);
    }

    handleStop() {
        this._run.stop();
    }

    handleDownload() {
        const lines = this._run.refusals.map(({ line, rule, field, message }) => csvLine([line, rule, field, message]));
        const header = csvLine([TEXT.csvLine, TEXT.rule, TEXT.field, TEXT.csvMessage]);
        // The mark tells spreadsheets that the text is UTF-8.
        const blob = new Blob(["\uFEFF", header, ...lines], { type: CSV });
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = `${this.objectApiName}-refused.csv`;
        link.click();
        URL.revokeObjectURL(link.href);
    }

    // The run is no reactive object; what the template reads is taken from it between slices, the lists at the end.
    show(run, share) {
        if (run !== this._run) return;
        const { rows, accepted, refused, undecided, isStopped, refusals } = run;
        this.result = { rows, accepted, refused, undecided, isStopped };
        this.progress = Math.round(share * 100);
        if (this.isRunning) return;
        this.result.tables = [
            { key: "refused", caption: TEXT.csvByRule, entries: mostFirst(run.byRule) },
            { key: "left", caption: TEXT.csvLeft, entries: mostFirst(run.leftByRule) }
        ].filter(({ entries }) => entries.length > 0);
        this.result.listed = refusals.slice(0, MOST_LISTED).map((refusal, key) => ({ ...refusal, key }));
        this.result.hasMore = refusals.length > MOST_LISTED;
    }
}

function mostFirst(counts) {
    return [...counts.values()].sort((a, b) => b.rows - a.rows);
}
