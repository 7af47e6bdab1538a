// A record's form with all that is said about it: messages at the fields, what is not known, why a rule refuses,
// and how it stands. Every edit is decided at once. The Canvas app, the embed and the workbench stand on it.
import type { Bundle, FieldDescription, FieldValue, ObjectDescription, Outcome, Repair, Request } from "presave";
import type { Editable } from "../record/draft.js";
import type { Section } from "../record/layout.js";
import { Unknowns } from "../record/unknown.js";
import { Reasons } from "../trace/reasons.js";
import type { TraceSurroundings } from "../trace/trace.js";
import { el } from "../ui/dom.js";
import type { Surroundings } from "./control.js";
import { Form } from "./form.js";
import { spelled } from "./formats.js";
import { Messages } from "./messages.js";
import { Status } from "./status.js";

/** Everything a pane works with. */
export interface PaneParts {
  /** Asked for each time: in the workbench an edit of a formula makes another one. */
  readonly bundle: Bundle;
  description: ObjectDescription;
  sections: Section[];
  draft: Editable;
  around: Surroundings;
  /** The request that decides the draft as it stands. */
  ask(): Request;
}

/** What the pane tells its owner. */
export interface PaneEvents {
  /** A field has a new value, and the record was decided again: the outcome. */
  edited(field: FieldDescription, value: FieldValue, outcome: Outcome): void;
  submitted(): void;
}

/** The form and what is said around it. */
export class RecordPane {
  readonly root: HTMLElement;
  readonly status: Status;
  readonly messages: Messages;
  /** Where the owner puts buttons, beside the status. */
  readonly footer: HTMLElement;
  readonly #parts: PaneParts;
  readonly #events: PaneEvents;
  readonly #form: Form;
  readonly #reasons: Reasons;
  readonly #unknowns: Unknowns;

  constructor(parts: PaneParts, events: PaneEvents) {
    const { sections, draft, around, description, ask } = parts;
    this.#parts = parts;
    this.#events = events;
    this.#form = new Form(sections, (field) => draft.value(field), around, {
      edit: (field, value) => this.#edit(field, value),
      submit: () => events.submitted(),
    });
    this.messages = new Messages(this.#form);
    this.#unknowns = new Unknowns(parts, description, draft);
    this.status = new Status(description.rules.length);
    this.#reasons = new Reasons((rule) => parts.bundle.explain(rule, ask()), this.traceSurroundings());
    this.footer = el("div", { class: "app-footer" }, this.status.root);
    this.#form.root.prepend(this.messages.summary);
    this.#form.root.append(this.messages.undecided, this.#reasons.root, this.footer);
    this.root = this.#form.root;
  }

  /** Decides here and now, in WebAssembly, and shows the outcome. */
  decide(): Outcome {
    const request = this.#parts.ask();
    const before = performance.now();
    const outcome = this.#parts.bundle.validate(request);
    this.status.decided("browser", outcome, performance.now() - before);
    this.show(outcome);
    return outcome;
  }

  show(outcome: Outcome): void {
    this.messages.show(outcome);
    this.#form.showFormulas(outcome.formulaFields ?? {}, (field) => this.#unknowns.why(field, outcome));
    this.#reasons.show(outcome);
  }

  /** Puts a value into the form and the draft; the owner decides when. */
  put(field: FieldDescription, value: FieldValue): void {
    this.#set(field, value);
    this.#form.put(field, value);
  }

  /** How a trace beside this form names fields, spells values and takes a change over. */
  traceSurroundings(): TraceSurroundings {
    return {
      label: (name) => this.#field(name)?.label ?? name,
      spell: (name, value) => this.#spell(name, value),
      use: (changes) => this.#use(changes),
    };
  }

  #field(name: string): FieldDescription | undefined {
    return this.#parts.description.fields.find((field) => field.name === name);
  }

  #spell(name: string, value: FieldValue): string {
    const field = this.#field(name);
    return field ? spelled(field, value, this.#parts.around) : String(value ?? "");
  }

  #edit(field: FieldDescription, value: FieldValue): void {
    this.#set(field, value);
    this.#events.edited(field, value, this.decide());
  }

  #set(field: FieldDescription, value: FieldValue): void {
    this.#parts.draft.set(field, value);
    // What was known of the old parent must not stand for the new one.
    if (field.relationshipName) this.#parts.draft.setParent(field, undefined);
  }

  #use(changes: Repair["fields"]): void {
    const known = changes.map(({ field, to }) => ({ field: this.#field(field), to }));
    for (const { field, to } of known) if (field) this.put(field, to);
    const outcome = this.decide();
    for (const { field, to } of known) if (field) this.#events.edited(field, to, outcome);
    this.#form.element(changes[0]?.field ?? "")?.focus();
  }
}
