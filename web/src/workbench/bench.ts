// The bench: a formula in the middle, a record to try it with beside it, and what comes of both, at every key.
import type { Bundle, FieldDescription, FieldValue } from "presave";
import { CsvCheck } from "../csv/csv-check.js";
import { spelled } from "../form/formats.js";
import { RecordPane } from "../form/record-pane.js";
import type { Section } from "../record/layout.js";
import { traceOf } from "../trace/trace.js";
import { el } from "../ui/dom.js";
import { messageOf, notice } from "../ui/notice.js";
import { tabs } from "../ui/tabs.js";
import { words } from "../words/words.js";
import { formulaCompletion } from "./completion.js";
import type { FunctionRow } from "./completion.js";
import { FormulaList } from "./formula-list.js";
import { FormulaView } from "./formula-view.js";
import type { Formula } from "./formula.js";
import { isOf } from "./org.js";
import type { Org } from "./org.js";
import type { Explained } from "./probe.js";
import type { Samples } from "./samples.js";
import { signatureHelp } from "./signature-help.js";
import { standingOf } from "./standing.js";
import { TestView } from "./test-view.js";
import { Trial } from "./trial.js";
import { trialSections } from "./trial-sections.js";
import type { LintFinding, Workshop } from "./workshop.js";

/** Records that lookups can be set to where no samples are: ids that no org gives. Two, so that they can differ. */
const ANY_ID = "000000000000001AAA";
const OTHER_ID = "000000000000002AAA";
/** Pause after an edit before lint and rule tests run: they take longer than a decision. */
const LOOK_AFTER_MS = 400;

/** Values are spelled as the page's language has it; of the org's own currency and zone nothing is known here. */
const FORMATS = {
  get locale(): string {
    return words.language;
  },
  timeZone: undefined,
  currency: undefined,
};

/** What stands around the bench. */
export interface BenchParts {
  org: Org;
  samples: Samples;
  workshop: Workshop;
  /** True where the org brought rule tests. */
  hasTests: boolean;
  functions: readonly FunctionRow[];
  /** Told after each compilation. */
  compiled(): void;
}

/** One org on the bench. */
export class Bench {
  readonly root: HTMLElement;
  readonly #parts: BenchParts;
  readonly #org: Org;
  readonly #samples: Samples;
  readonly #list: FormulaList;
  readonly #middle = el("section", { class: "bench-formula" });
  readonly #side = el("section", { class: "bench-trial" });
  readonly #why = el("div");
  readonly #trials = new Map<string, Trial>();
  readonly #tests = new TestView();
  #lint: LintFinding[] = [];
  #looking: number | undefined;
  #closed = false;
  #view: FormulaView | undefined;
  #csv: CsvCheck | undefined;
  #pane: RecordPane | undefined;
  #sections: Section[] = [];
  #chosen: Formula | undefined;

  constructor(parts: BenchParts) {
    const { org, samples } = parts;
    this.#parts = parts;
    this.#org = org;
    this.#samples = samples;
    this.#list = new FormulaList(org, (formula) => this.choose(formula));
    const main = el("main", { class: "bench-main" }, this.#middle, this.#side);
    this.root = el("div", { class: "bench" }, this.#list.root, main);
    const [first] = org.objects().flatMap((object) => org.formulas(object));
    if (first) this.choose(first);
    else this.#middle.append(el("p", {}, words.workbench.noRules));
    void this.#look();
  }

  /** Ends what runs, and lets go of the editor and the rules. */
  dispose(): void {
    this.#closed = true;
    clearTimeout(this.#looking);
    this.#clear();
    this.#org.dispose();
  }

  #clear(): void {
    this.#csv?.dispose();
    this.#view?.dispose();
  }

  /** Puts a rule or a formula field on the bench. */
  choose(formula: Formula): void {
    this.#view?.settle();
    this.#clear();
    this.#chosen = formula;
    const { functions } = this.#parts;
    const { object } = formula;
    const help = [formulaCompletion(functions, () => this.#org.bundle, object), signatureHelp(functions)];
    const labelOf = (name: string): string => this.#field(object, name)?.label ?? name;
    this.#view = new FormulaView(formula, help, labelOf, (text) => this.#edit(formula, text));
    this.#csv = undefined;
    const { trace, csv, tests } = words.workbench;
    const more = [
      { title: trace, make: () => this.#why },
      { title: csv, make: () => this.#makeCsv(object) },
      ...(this.#parts.hasTests ? [{ title: tests, make: () => this.#tests.list }] : []),
    ];
    this.#middle.replaceChildren(this.#view.root, this.#tests.summary, tabs(formula.name, more));
    this.#showTrial();
  }

  #makeCsv(object: string): HTMLElement {
    const { pluralLabel } = this.#org.bundle.describe(object);
    this.#csv = new CsvCheck({
      object,
      label: pluralLabel,
      bundle: () => this.#org.text(),
      context: () => this.#trial(object).context(),
      timeZone: undefined,
    });
    return this.#csv.root;
  }

  #edit(formula: Formula, text: string): void {
    try {
      this.#org.edit(formula, text);
    } catch (error) {
      this.#why.replaceChildren(notice("error", messageOf(error)));
      return;
    }
    this.#parts.compiled();
    this.#lint = this.#lint.filter((finding) => !isOf(finding, formula));
    const explained = this.#explain();
    // Another formula may read other fields: the form then offers those. One that is not finished reads nothing yet.
    if (!explained.parts || namesOf(this.#makeSections(explained)) === namesOf(this.#sections)) this.#pane?.decide();
    else this.#showPane();
    this.#refresh();
    clearTimeout(this.#looking);
    this.#looking = window.setTimeout(() => void this.#look(), LOOK_AFTER_MS);
  }

  /** Has the rules looked over and the tests run, as the rules stand; an edit meanwhile makes the answer one of old. */
  async #look(): Promise<void> {
    const { workshop } = this.#parts;
    const text = this.#org.text();
    const isOld = (): boolean => this.#closed || text !== this.#org.text();
    try {
      const lint = await workshop.lint(text);
      if (isOld()) return;
      this.#lint = lint;
      if (this.#chosen) this.#refresh();
      const run = this.#parts.hasTests ? await workshop.runTests(text) : undefined;
      if (run && !isOld()) this.#tests.show(run);
    } catch (error) {
      if (!isOld()) this.#tests.fail(messageOf(error));
    }
  }

  /** The record and everything that depends on which one it is. */
  #showTrial(): void {
    const object = this.#chosen!.object;
    const options = this.#samples.of(object).map(({ id, name }) => el("option", { value: id }, name));
    const select = el("select", { id: "bench-sample", class: "slds-select" }, el("option", { value: "" }, words.workbench.emptyRecord), ...options);
    const trial = this.#trial(object);
    select.value = String(trial.value({ name: "Id" }) ?? "");
    select.addEventListener("change", () => {
      this.#trials.set(object, this.#newTrial(object, select.value));
      this.#showPane();
      this.#refresh();
    });
    const chooser = el(
      "div",
      { class: "bench-sample" },
      el("label", { for: "bench-sample" }, words.workbench.sample),
      el("div", { class: "slds-select_container" }, select),
    );
    this.#side.replaceChildren(el("h2", { class: "bench-title" }, words.workbench.record), chooser);
    this.#pane = undefined;
    this.#showPane();
    this.#refresh();
  }

  #showPane(): void {
    const object = this.#chosen!.object;
    const trial = this.#trial(object);
    const org = this.#org;
    const description = org.bundle.describe(object);
    this.#sections = this.#makeSections(this.#explain());
    const around = { ...FORMATS, choices: (field: FieldDescription) => this.#choices(field) };
    const parts = {
      get bundle(): Bundle {
        return org.bundle;
      },
      description, sections: this.#sections, draft: trial, around, ask: () => trial.request(),
    };
    const pane = new RecordPane(parts, {
      edited: (field, value) => this.#edited(field, value),
      submitted: () => pane.messages.focus(),
    });
    if (this.#pane) this.#pane.root.replaceWith(pane.root);
    else this.#side.append(pane.root);
    this.#pane = pane;
    pane.decide();
  }

  #edited(field: FieldDescription, value: FieldValue): void {
    if (field.relationshipName && typeof value === "string") this.#bringParent(field, value);
    this.#refresh();
  }

  /** A lookup leads to another record: what is known of that one stands in the form, too. */
  #bringParent(lookup: FieldDescription, id: string): void {
    const trial = this.#trial(this.#chosen!.object);
    trial.setParent(lookup, this.#samples.parent(this.#org.bundle, lookup, id));
    const related = this.#sections.flatMap(({ fields }) => fields).filter(({ name }) => name.startsWith(`${lookup.relationshipName}.`));
    for (const field of related) this.#pane?.put(field, trial.value(field));
    this.#pane?.decide();
  }

  /** Shows the formula as it stands with the record. */
  #refresh(): void {
    const formula = this.#chosen!;
    const explained = this.#explain();
    this.#view?.show(this.#org.diagnostics(formula, this.#lint), explained, standingOf(formula, explained, this.#valueOf(formula)));
    this.#list.mark(formula);
    const trace = explained.parts && this.#pane ? traceOf(explained, this.#pane.traceSurroundings()) : undefined;
    this.#why.replaceChildren(...(trace ? [trace] : []));
  }

  #explain(): Explained {
    const formula = this.#chosen!;
    return this.#org.explain(formula, this.#trial(formula.object).request());
  }

  /** What a formula field shows for the record; undefined where that cannot be computed, and of a rule. */
  #valueOf({ object, name, field }: Formula): string | undefined {
    const description = field && this.#field(object, name);
    if (!description) return undefined;
    const { formulaFields } = this.#org.bundle.validate({ ...this.#trial(object).request(), formulaFields: true });
    const value = formulaFields?.[name];
    return value === undefined ? undefined : spelled(description, value, FORMATS);
  }

  #makeSections(explained: Explained): Section[] {
    const { object, name, field } = this.#chosen!;
    return trialSections(this.#org.bundle, this.#org.bundle.describe(object), explained, field && name);
  }

  #trial(object: string): Trial {
    let trial = this.#trials.get(object);
    if (!trial) {
      trial = this.#newTrial(object, this.#samples.of(object)[0]?.id ?? "");
      this.#trials.set(object, trial);
    }
    return trial;
  }

  #newTrial(object: string, id: string): Trial {
    return new Trial(object, this.#samples.record(this.#org.bundle, object, id));
  }

  #choices({ referenceTo = [] }: FieldDescription): { id: string; name: string }[] {
    const known = referenceTo.flatMap((object) => this.#samples.of(object));
    const { anyRecord, otherRecord } = words.workbench;
    return known.length > 0 ? known : [{ id: ANY_ID, name: anyRecord }, { id: OTHER_ID, name: otherRecord }];
  }

  #field(object: string, name: string): FieldDescription | undefined {
    return this.#org.bundle.describe(object).fields.find((field) => field.name === name);
  }
}

function namesOf(sections: readonly Section[]): string {
  return JSON.stringify(sections.map(({ fields }) => fields.map(({ name }) => name)));
}
