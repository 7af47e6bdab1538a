// The editor of one record: every edit is decided at once in the browser; Save has it decided again by the
// server, and only then hands the changes to Salesforce.
import type { Bundle, FieldDescription, FieldValue, ObjectDescription, Outcome } from "presave";
import { Form } from "../form/form.js";
import { Messages } from "../form/messages.js";
import type { Draft } from "../record/draft.js";
import type { Section } from "../record/layout.js";
import type { NamedRecord, RecordLoader } from "../record/load.js";
import { Unknowns } from "../record/unknown.js";
import type { Asker } from "../record/user-context.js";
import { el } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { OrgRefusal } from "./bridge.js";
import type { Bridge } from "./bridge.js";
import type { Server } from "./server.js";
import { Status } from "./status.js";

/** Everything the editor works with. */
export interface EditorParts {
  bridge: Bridge;
  server: Server;
  bundle: Bundle;
  loader: RecordLoader;
  asker: Asker;
  description: ObjectDescription;
  sections: Section[];
  draft: Draft;
  sobjectUrl: string;
  choices: Map<string, NamedRecord[]>;
}

export class Editor {
  readonly root: HTMLElement;
  readonly #parts: EditorParts;
  readonly #form: Form;
  readonly #messages: Messages;
  readonly #status: Status;
  readonly #unknowns: Unknowns;
  readonly #toast = el("div", { role: "status" });
  readonly #save = el("button", { class: "slds-button slds-button_brand", type: "submit" }, "Save");

  constructor(parts: EditorParts) {
    const { sections, draft, asker, choices, description } = parts;
    this.#parts = parts;
    const around = {
      ...asker.formats,
      choices: (field: FieldDescription) => choices.get(field.name) ?? [],
    };
    this.#form = new Form(sections, (field) => draft.value(field), around, {
      edit: (field, value) => void this.#edit(field, value),
      submit: () => void this.#submit(),
    });
    this.#messages = new Messages(this.#form);
    this.#unknowns = new Unknowns(parts.bundle, description, draft);
    this.#status = new Status(description.rules.length);
    const title = el("h1", { class: "app-assistive" }, `Edit ${description.label}`);
    this.#form.root.prepend(title, this.#toast, this.#messages.summary);
    this.#form.root.append(this.#messages.undecided, el("div", { class: "app-footer" }, this.#status.root, this.#save));
    this.root = this.#form.root;
    this.#decide();
  }

  async #edit(field: FieldDescription, value: FieldValue): Promise<void> {
    const { draft, loader } = this.#parts;
    this.#toast.replaceChildren();
    draft.set(field, value);
    if (field.relationshipName) draft.setParent(field, undefined);
    await this.#reporting(async () => {
      this.#decide();
      if (!field.relationshipName) return;
      const parent = await loader.parent(field, value);
      if (draft.value(field) !== value) return; // chosen again while this one was loading
      draft.setParent(field, parent);
      this.#decide();
    });
  }

  /** Decides here and now, in WebAssembly. */
  #decide(): void {
    const { bundle, asker, draft } = this.#parts;
    const request = asker.request(draft);
    const before = performance.now();
    const outcome = bundle.validate(request);
    this.#status.decided("browser", outcome, performance.now() - before);
    this.#show(outcome);
  }

  #show(outcome: Outcome): void {
    this.#messages.show(outcome);
    this.#form.showFormulas(outcome.formulaFields ?? {}, (field) => this.#unknowns.why(field, outcome));
  }

  async #submit(): Promise<void> {
    this.#save.disabled = true;
    this.#toast.replaceChildren();
    await this.#reporting(() => this.#saveRecord());
    this.#save.disabled = false;
    this.#messages.focus();
  }

  async #saveRecord(): Promise<void> {
    const { server, asker, draft, bridge, description, sobjectUrl } = this.#parts;
    // What is saved is what was decided: the person may go on typing meanwhile.
    const changes = draft.changes(description.fields);
    const saved = draft.current();
    const outcome = await server.validate(asker.request(draft));
    this.#status.decided("server", outcome);
    this.#show(outcome);
    if (outcome.verdict === "fail") return;
    if (Object.keys(changes).length > 0) {
      await bridge.request("PATCH", `${sobjectUrl}${draft.object}/${draft.id}`, changes);
    }
    draft.markSaved(saved);
    this.#toast.append(el("div", { class: "app-notice app-notice_success" }, icon("success"), `${description.label} was saved.`));
    bridge.publish("presave.saved", { object: draft.object, id: draft.id });
  }

  /** Runs work whose failure belongs in front of the user, at the field where the org names one. */
  async #reporting(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#messages.show(failureOutcome(this.#parts.draft.object, error));
    }
  }
}

function failureOutcome(object: string, error: unknown): Outcome {
  const message = error instanceof Error ? error.message : String(error);
  const fields = error instanceof OrgRefusal && error.fields.length > 0 ? error.fields : [undefined];
  const failures = fields.map((field) => ({
    kind: "constraint" as const,
    rule: "org",
    code: "UNKNOWN_EXCEPTION",
    object,
    message,
    ...(field === undefined ? {} : { field }),
  }));
  return { verdict: "fail", failures, undetermined: [], faulted: [] };
}
