// Why a validation rule accepts or refuses a record, for administrators: its formula with the record's values under
// it, how the formula fields in it are computed, and what would make the rule accept the record.
import { LightningElement, api, wire } from "lwc";
import { getRecord } from "lightning/uiRecordApi";
import { FAILED, READY, watchEngine } from "c/presaveEngine";
import { describer, engineRecordOf, fieldsToLoad, ownRecordTypeId } from "c/presaveRecord";
import { TEXT, fill, reasonOf } from "c/presaveText";
import { repairLines, traceLines, verdictText } from "c/presaveTraceLines";

export default class PresaveRuleTrace extends LightningElement {
    @api objectApiName;
    /** The record as it is saved in Salesforce. */
    @api recordId;
    /** The rule to begin with; without it the first that refuses the record. */
    @api ruleName;
    /** A record that is not saved, in place of recordId: a new one, in the shape of Salesforce's REST API. */
    @api
    get record() {
        return this._given;
    }
    set record(record) {
        this._given = record;
        this.decide();
    }

    words = TEXT;
    problem;
    notice;
    idToLoad;
    optionalFields;
    subject;
    explanation;
    chosenRule;
    _given;
    _loaded;
    _context;
    _bundle;
    _description;
    _failing = new Set();
    _stopWatching;

    connectedCallback() {
        this._stopWatching = watchEngine((state) => this.handleEngine(state));
    }

    disconnectedCallback() {
        this._stopWatching();
    }

    @wire(getRecord, { recordId: "$idToLoad", optionalFields: "$optionalFields" })
    wiredRecord({ data, error }) {
        if (error) this.problem = reasonOf(error);
        if (!data) return;
        this.problem = undefined;
        this._loaded = engineRecordOf(data, describer(this._bundle));
        this.askContext(ownRecordTypeId(data));
        this.decide();
    }

    get isLoading() {
        return !this.problem && !this.explanation;
    }

    get ruleOptions() {
        return this._description.rules.map(({ name }) => ({ value: name, label: this._failing.has(name) ? `✗ ${name}` : name }));
    }

    get verdict() {
        return verdictText(this.explanation);
    }

    get verdictClass() {
        const colour = { pass: "slds-theme_success", fail: "slds-theme_error" }[this.explanation.verdict];
        return `slds-box slds-box_x-small slds-m-vertical_small ${colour ?? "slds-theme_shade"}`;
    }

    /** The rule's formula first, then those of the formula fields in it. */
    get formulas() {
        const { formula, parts, formulaFields = [] } = this.explanation;
        if (!parts) return [{ key: "", title: this.explanation.rule, lines: [{ key: 0, text: formula, under: [] }] }];
        const opened = formulaFields.map((field) => ({
            key: field.field,
            title: fill(TEXT.computedAs, field.field),
            lines: traceLines(field)
        }));
        return [{ key: "", title: this.explanation.rule, lines: traceLines(this.explanation) }, ...opened];
    }

    get hasRepair() {
        return this.explanation.repair !== undefined;
    }

    get repairTitle() {
        return this.repairs.length > 0 ? TEXT.wouldPass : TEXT.noRepair;
    }

    get repairs() {
        return repairLines(this.explanation.repair, (name) => this._description.byName.get(name)?.label ?? name);
    }

    handleEngine(state) {
        if (state.name === FAILED) this.problem = reasonOf(state.error);
        if (state.name !== READY) return;
        this.problem = undefined;
        this._bundle = state.bundle;
        try {
            this.open();
        } catch (error) {
            this.problem = reasonOf(error);
        }
    }

    open() {
        if (!this.objectApiName) throw new Error(TEXT.noObject);
        this._description = describer(this._bundle)(this.objectApiName);
        if (!this._description?.rules.length) throw new Error(fill(TEXT.noRules, this.objectApiName));
        this._requirements = this._bundle.requirements(this.objectApiName);
        if (this._given || !this.recordId) {
            this.askContext();
            return;
        }
        this.optionalFields = fieldsToLoad(this.objectApiName, this._requirements, [], this._description);
        this.idToLoad = this.recordId;
    }

    askContext(recordTypeId) {
        if (this.subject) return;
        this.subject = {
            objectApiName: this.objectApiName,
            recordTypeId,
            requirements: this._requirements
        };
    }

    handleContext(event) {
        const { context, problem } = event.detail;
        this._context = context;
        this.notice = problem && fill(TEXT.contextUnread, problem);
        this.decide();
    }

    handleRule(event) {
        this.chosenRule = event.detail.value;
        this.explain();
    }

    decide() {
        if (!this._bundle || !this._context) return;
        try {
            const { failures, faulted } = this._bundle.validate(this.request);
            this._failing = new Set([...failures, ...faulted].map(({ rule }) => rule));
            this.chosenRule ??= this.ruleName ?? this.firstFailing();
            this.explain();
        } catch (error) {
            this.problem = reasonOf(error);
        }
    }

    explain() {
        this.explanation = this._bundle.explain(this.chosenRule, this.request);
    }

    firstFailing() {
        const { rules } = this._description;
        return (rules.find(({ name }) => this._failing.has(name)) ?? rules[0]).name;
    }

    /** A saved record is looked at as if it were saved once more. */
    get request() {
        const record = this._given ?? this._loaded ?? {};
        const isSaved = !this._given && this._loaded !== undefined;
        return {
            object: this.objectApiName,
            operation: isSaved ? "update" : "insert",
            record,
            ...(isSaved && { prior: record }),
            context: this._context
        };
    }
}
