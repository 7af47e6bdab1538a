// The record that the page around the frame has opened: its form, decided at every edit, and what is told of it.
import type { Bundle, FieldDescription, FieldValue, Outcome, RecordDocument } from "presave";
import { RecordPane } from "../form/record-pane.js";
import { Draft } from "../record/draft.js";
import { defaultSections, sectionOf } from "../record/layout.js";
import { el } from "../ui/dom.js";
import { notice } from "../ui/notice.js";
import { words } from "../words/words.js";
import type { FromFrame, OpenMessage, SaveMessages } from "./protocol.js";

/** How long the page around the frame may take to save. */
const SAVE_PATIENCE_MS = 60_000;

/** One opened record. */
export class EmbeddedRecord {
  readonly root: HTMLElement;
  readonly #fields: FieldDescription[];
  readonly #label: string;
  readonly #open: OpenMessage;
  readonly #draft: Draft;
  readonly #pane: RecordPane;
  readonly #say: (message: FromFrame) => void;
  readonly #toast = el("div", { role: "status" });
  readonly #save = el("button", { class: "slds-button slds-button_brand", type: "submit" }, words.form.save);
  #saving: { id: number; timer: number; saved: RecordDocument } | undefined;
  #saves = 0;

  /** Opens the record and says so. */
  constructor(bundle: Bundle, open: OpenMessage, say: (message: FromFrame) => void) {
    const { object, record, prior } = open.request;
    const description = bundle.describe(object);
    this.#fields = description.fields;
    this.#label = description.label;
    this.#open = open;
    this.#say = say;
    this.#draft = new Draft(object, prior, record);
    const { locale, timeZone, currency, choices = {} } = open;
    const around = { locale, timeZone, currency, choices: ({ name }: FieldDescription) => choices[name] ?? [] };
    const given = open.sections?.map(({ heading, fields }) => sectionOf(heading, fields, description));
    const sections = given ?? defaultSections(bundle, description, record);
    this.#pane = new RecordPane(
      { bundle, description, sections, draft: this.#draft, around, ask: () => this.#request() },
      { edited: (field, value, outcome) => this.#edited(field.name, value, outcome), submitted: () => this.#submit() },
    );
    this.root = this.#pane.root;
    this.root.prepend(el("h1", { class: "app-assistive" }, words.form.edit(description.label)), this.#toast);
    if (open.save !== false) this.#pane.footer.append(this.#save);
    say({ type: "opened", object, outcome: this.#pane.decide() });
  }

  /** Takes a value that the page around the frame sets: a field's, or all that is known of a parent. */
  set(name: string, value: FieldValue | RecordDocument): void {
    const lookup = this.#fields.find((field) => field.relationshipName === name);
    const field = this.#fields.find((one) => one.name === name);
    if (lookup) this.#draft.setParent(lookup, (value as RecordDocument | null) ?? undefined);
    else if (field) this.#pane.put(field, value as FieldValue);
    else throw new Error(`set: the object has no field or relationship "${name}"`);
    this.#edited(name, value as FieldValue, this.#pane.decide());
  }

  /** What has come of the save with that number. */
  answer(id: number, saved: boolean, messages: SaveMessages = {}): void {
    if (this.#saving?.id !== id) return; // answered already, or too late
    clearTimeout(this.#saving.timer);
    if (saved) this.#draft.markSaved(this.#saving.saved);
    this.#saving = undefined;
    this.#save.disabled = false;
    if (saved) this.#toast.replaceChildren(notice("success", words.form.saved(this.#label)));
    else this.#showRefusal(messages);
  }

  #request(): OpenMessage["request"] {
    const { context = {}, operation } = this.#open.request;
    return { ...this.#draft.request(context), operation };
  }

  #edited(field: string, value: FieldValue, outcome: Outcome): void {
    this.#toast.replaceChildren();
    this.#say({ type: "changed", field, value, outcome });
  }

  #submit(): void {
    const outcome = this.#pane.decide();
    this.#pane.messages.focus();
    if (outcome.verdict === "fail" || this.#saving || this.#open.save === false) return;
    const id = ++this.#saves;
    const timer = window.setTimeout(() => this.answer(id, false, { record: [words.canvas.hostSilent] }), SAVE_PATIENCE_MS);
    this.#saving = { id, timer, saved: this.#draft.current() };
    this.#save.disabled = true;
    this.#say({ type: "save", id, fields: this.#draft.changes(this.#fields), outcome });
  }

  #showRefusal({ byField = {}, record = [] }: SaveMessages): void {
    const { object } = this.#open.request;
    const failure = (message: string, field?: string): Outcome["failures"][number] => {
      return { kind: "constraint", rule: "org", code: "UNKNOWN_EXCEPTION", object, message: String(message), ...(field ? { field } : {}) };
    };
    const failures = [
      ...Object.entries(byField).flatMap(([field, list]) => list.map((message) => failure(message, field))),
      ...record.map((message) => failure(message)),
    ];
    this.#pane.messages.show({ verdict: "fail", failures, undetermined: [], faulted: [] });
    this.#pane.messages.focus();
  }
}
