// The editor of one record: every edit is decided at once in the browser; Save has it decided again by the
// server, and only then hands the changes to Salesforce.
import type { Bundle, FieldDescription, FieldValue, ObjectDescription, Outcome, RecordDocument, Request } from "presave";
import { RecordPane } from "../form/record-pane.js";
import type { Draft } from "../record/draft.js";
import type { Section } from "../record/layout.js";
import type { NamedRecord, RecordLoader } from "../record/load.js";
import type { Asker } from "../record/user-context.js";
import { el } from "../ui/dom.js";
import { notice } from "../ui/notice.js";
import { words } from "../words/words.js";
import { OrgRefusal } from "./bridge.js";
import type { Bridge } from "./bridge.js";
import type { RecordOfPage } from "./context.js";
import type { Server } from "./server.js";

/** What the host page and its other apps are told after a save. */
export const SAVED_EVENT = "presave.saved";
/** Who of several apps on one page has saved: the event comes back to the one that sent it, too. */
export const OWN_NAME = crypto.getRandomValues(new Uint32Array(2)).join("-");

/** Everything the editor works with. */
export interface EditorParts {
  bridge: Bridge;
  server: Server;
  bundle: Bundle;
  loader: RecordLoader;
  asker: Asker;
  subject: RecordOfPage;
  description: ObjectDescription;
  sections: Section[];
  draft: Draft;
  sobjectUrl: string;
  choices: Map<string, NamedRecord[]>;
  /** The server hands changes to Salesforce, not this page. */
  serverSaves: boolean;
}

/** One record's form with its Save button. */
export class Editor {
  readonly root: HTMLElement;
  readonly #parts: EditorParts;
  readonly #pane: RecordPane;
  readonly #toast = el("div", { role: "status" });
  readonly #save = el("button", { class: "slds-button slds-button_brand", type: "submit" }, words.form.save);

  constructor(parts: EditorParts) {
    const { bundle, sections, draft, asker, choices, description } = parts;
    const around = { ...asker.formats, choices: (field: FieldDescription) => choices.get(field.name) ?? [] };
    this.#parts = parts;
    this.#pane = new RecordPane(
      { bundle, description, sections, draft, around, ask: () => asker.request(draft) },
      { edited: (field, value) => void this.#edited(field, value), submitted: () => void this.#submit() },
    );
    this.#pane.root.prepend(this.#toast);
    this.#pane.footer.append(this.#save);
    this.root = this.#pane.root;
    this.#pane.decide();
  }

  /** True while something was typed that the org does not have. */
  get edited(): boolean {
    return Object.keys(this.#parts.draft.changes(this.#parts.description.fields)).length > 0;
  }

  /** Says something at the top, in place of what was said before. */
  say(message: HTMLElement): void {
    this.#toast.replaceChildren(message);
  }

  async #edited(field: FieldDescription, value: FieldValue): Promise<void> {
    const { draft, loader } = this.#parts;
    this.#toast.replaceChildren();
    if (!field.relationshipName) return;
    await this.#reporting(async () => {
      const parent = await loader.parent(field, value);
      if (draft.value(field) !== value) return; // chosen again while this one was loading
      draft.setParent(field, parent);
      this.#pane.decide();
    });
  }

  async #submit(): Promise<void> {
    this.#save.disabled = true;
    this.#toast.replaceChildren();
    await this.#reporting(() => this.#saveRecord());
    this.#save.disabled = false;
    this.#pane.messages.focus();
  }

  async #saveRecord(): Promise<void> {
    const { asker, draft, bridge, subject, description, serverSaves } = this.#parts;
    // What is saved is what was decided: the person may go on typing meanwhile.
    const changes = draft.changes(description.fields);
    const saved = draft.current();
    const request = asker.request(draft);
    const save = serverSaves && Object.keys(changes).length > 0 ? this.#saveOnServer : this.#saveHere;
    if (!(await save.call(this, request, changes))) return;
    draft.markSaved(saved);
    this.say(notice("success", words.form.saved(description.label)));
    bridge.publish(SAVED_EVENT, { ...subject, by: OWN_NAME });
  }

  /** Decided by the server, saved by the page around this one. False where the rules refuse. */
  async #saveHere(request: Request, changes: RecordDocument): Promise<boolean> {
    const { server, bridge, subject, sobjectUrl } = this.#parts;
    const outcome = await server.validate(request);
    this.#pane.status.decided("server", outcome);
    this.#pane.show(outcome);
    if (outcome.verdict === "fail") return false;
    if (Object.keys(changes).length > 0) {
      await bridge.request("PATCH", `${sobjectUrl}${subject.object}/${subject.id}`, changes);
    }
    return true;
  }

  /** Decided and saved by the server. False where the rules or the org refuse. */
  async #saveOnServer(request: Request, values: RecordDocument): Promise<boolean> {
    const { server, subject } = this.#parts;
    const refusal = await server.save({ object: subject.object, id: subject.id, values, request });
    if (refusal?.refusedBy === "org") this.#pane.messages.show(refusal);
    if (refusal?.refusedBy === "presave") {
      this.#pane.status.decided("server", refusal);
      this.#pane.show(refusal);
    }
    return refusal === undefined;
  }

  /** Runs work whose failure belongs in front of the user, at the field where the org names one. */
  async #reporting(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#pane.messages.show(failureOutcome(this.#parts.subject.object, error));
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
