// The bench: a rule's formula in the middle, a record to try it with beside it, and what comes of both, at every key.
import type { Bundle, Explanation, FieldDescription, FieldValue } from "presave";
import { CsvCheck } from "../csv/csv-check.js";
import { RecordPane } from "../form/record-pane.js";
import type { Section } from "../record/layout.js";
import { traceOf } from "../trace/trace.js";
import { el } from "../ui/dom.js";
import { messageOf, notice } from "../ui/notice.js";
import { tabs } from "../ui/tabs.js";
import { words } from "../words/words.js";
import { formulaCompletion } from "./completion.js";
import type { FunctionRow } from "./completion.js";
import type { Org, RuleSource } from "./org.js";
import { RuleList } from "./rule-list.js";
import type { RulePlace } from "./rule-list.js";
import { RuleView } from "./rule-view.js";
import type { Samples } from "./samples.js";
import { signatureHelp } from "./signature-help.js";
import { TestView } from "./test-view.js";
import { Trial } from "./trial.js";
import { trialSections } from "./trial-sections.js";
import type { LintFinding, Workshop } from "./workshop.js";

/** Records that lookups can be set to where no samples are: ids that no org gives. Two, so that they can differ. */
const ANY_ID = "000000000000001AAA";
const OTHER_ID = "000000000000002AAA";
/** Pause after an edit before lint and rule tests run: they take longer than a decision. */
const LOOK_AFTER_MS = 400;

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
  readonly #list: RuleList;
  readonly #middle = el("section", { class: "bench-formula" });
  readonly #side = el("section", { class: "bench-trial" });
  readonly #why = el("div");
  readonly #trials = new Map<string, Trial>();
  readonly #tests = new TestView();
  #lint: LintFinding[] = [];
  #looking: number | undefined;
  #closed = false;
  #view: RuleView | undefined;
  #csv: CsvCheck | undefined;
  #pane: RecordPane | undefined;
  #sections: Section[] = [];
  #place: RulePlace | undefined;

  constructor(parts: BenchParts) {
    const { org, samples } = parts;
    this.#parts = parts;
    this.#org = org;
    this.#samples = samples;
    this.#list = new RuleList(org, (place) => this.choose(place));
    const main = el("main", { class: "bench-main" }, this.#middle, this.#side);
    this.root = el("div", { class: "bench" }, this.#list.root, main);
    const first = org.objects()[0];
    const rule = first && org.rules(first)[0];
    if (rule) this.choose({ object: first, rule: rule.name });
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

  /** Puts a rule on the bench. */
  choose(place: RulePlace): void {
    const rule = this.#org.rule(place.object, place.rule);
    if (!rule) return;
    this.#view?.settle();
    this.#clear();
    this.#place = place;
    const { functions } = this.#parts;
    const help = [formulaCompletion(functions, () => this.#org.bundle, place.object), signatureHelp(functions)];
    this.#view = new RuleView(this.#org, rule, help, this.#field(rule.field), (formula) => this.#edit(rule, formula));
    this.#csv = undefined;
    const { trace, csv, tests } = words.workbench;
    const more = [
      { title: trace, make: () => this.#why },
      { title: csv, make: () => this.#makeCsv(place.object) },
      ...(this.#parts.hasTests ? [{ title: tests, make: () => this.#tests.list }] : []),
    ];
    this.#middle.replaceChildren(this.#view.root, this.#tests.summary, tabs(rule.name, more));
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

  #edit(rule: RuleSource, formula: string): void {
    try {
      this.#org.edit(rule, formula);
    } catch (error) {
      this.#why.replaceChildren(notice("error", messageOf(error)));
      return;
    }
    this.#parts.compiled();
    this.#lint = this.#lint.filter(({ object, name }) => object !== this.#place!.object || name !== rule.name);
    const explanation = this.#explain();
    // Another formula may read other fields: the form then offers those. One that is not finished reads nothing yet.
    const unfinished = explanation !== undefined && !explanation.parts;
    if (unfinished || namesOf(this.#makeSections(explanation)) === namesOf(this.#sections)) this.#pane?.decide();
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
      if (this.#place) this.#refresh();
      const run = this.#parts.hasTests ? await workshop.runTests(text) : undefined;
      if (run && !isOld()) this.#tests.show(run);
    } catch (error) {
      if (!isOld()) this.#tests.fail(messageOf(error));
    }
  }

  /** The record and everything that depends on which one it is. */
  #showTrial(): void {
    const object = this.#place!.object;
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
    const object = this.#place!.object;
    const trial = this.#trial(object);
    const org = this.#org;
    const description = org.bundle.describe(object);
    this.#sections = this.#makeSections(this.#explain());
    const around = { locale: words.language, timeZone: undefined, currency: undefined, choices: (field: FieldDescription) => this.#choices(field) };
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
    const trial = this.#trial(this.#place!.object);
    trial.setParent(lookup, this.#samples.parent(this.#org.bundle, lookup, id));
    const related = this.#sections.flatMap(({ fields }) => fields).filter(({ name }) => name.startsWith(`${lookup.relationshipName}.`));
    for (const field of related) this.#pane?.put(field, trial.value(field));
    this.#pane?.decide();
  }

  /** Shows the rule as it stands with the record. */
  #refresh(): void {
    const place = this.#place!;
    const { object, rule: name } = place;
    const rule = this.#org.rule(object, name)!;
    const explanation = this.#explain();
    const diagnostics = this.#org.diagnostics(object, rule, this.#lint);
    this.#view?.show(diagnostics, explanation);
    this.#list.mark(place);
    const trace = explanation?.parts && this.#pane ? traceOf(explanation, this.#pane.traceSurroundings()) : undefined;
    this.#why.replaceChildren(...(trace ? [trace] : []));
  }

  /** Why the rule decides as it does; undefined where it is not among the active ones. */
  #explain(): Explanation | undefined {
    const { object, rule } = this.#place!;
    if (this.#org.rule(object, rule)?.active === false) return undefined;
    return this.#org.bundle.explain(rule, this.#trial(object).request());
  }

  #makeSections(explanation: Explanation | undefined): Section[] {
    return trialSections(this.#org.bundle, this.#org.bundle.describe(this.#place!.object), explanation);
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

  #field(name: string | undefined): string | undefined {
    if (name === undefined) return undefined;
    return this.#org.bundle.describe(this.#place!.object).fields.find((field) => field.name === name)?.label ?? name;
  }
}

function namesOf(sections: readonly Section[]): string {
  return JSON.stringify(sections.map(({ fields }) => fields.map(({ name }) => name)));
}
