// Opens the Canvas app: context out of the page, guard before the SDK, engine and record side by side.
import { loadEngine } from "presave";
import type { Bundle, ObjectDescription } from "presave";
import { Draft } from "../record/draft.js";
import { loadSections } from "../record/layout.js";
import { RecordLoader } from "../record/load.js";
import type { NamedRecord } from "../record/load.js";
import { Asker } from "../record/user-context.js";
import { el } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { Bridge } from "./bridge.js";
import { recordOfPage, takeContext } from "./context.js";
import type { PageContext } from "./context.js";
import { Editor } from "./editor.js";
import { guardMessages } from "./guard.js";
import { Server } from "./server.js";

const app = document.getElementById("app")!;
try {
  await open(app);
} catch (error) {
  showFailure(app, error);
}

async function open(app: HTMLElement): Promise<void> {
  const page = takeContext();
  guardMessages(page.signedRequest.client.targetOrigin);
  const asker = new Asker(page.signedRequest);
  const server = new Server(page.session);
  const [bridge, bundle] = await Promise.all([
    Bridge.load(page.signedRequest.client),
    loadBundle(server, page.bundle, asker.formats.timeZone),
  ]);
  bridge.followHeightOf(app);
  app.replaceChildren((await makeEditor(page, bridge, server, bundle, asker)).root);
}

async function loadBundle(server: Server, url: string, timeZone: string | undefined): Promise<Bundle> {
  const [engine, document] = await Promise.all([loadEngine(timeZone ? { timeZone } : {}), server.bundle(url)]);
  return engine.loadBundle(document);
}

async function makeEditor(
  { signedRequest }: PageContext,
  bridge: Bridge,
  server: Server,
  bundle: Bundle,
  asker: Asker,
): Promise<Editor> {
  const { object, id } = recordOfPage(signedRequest);
  const { sobjectUrl } = signedRequest.context.links;
  const description = bundle.describe(object);
  const loader = new RecordLoader(bridge, bundle, sobjectUrl);
  const loading = Promise.all([
    loadSections(bridge, sobjectUrl, description),
    loader.record(object, id),
    loadChoices(loader, description),
  ]);
  warmUp(bundle, object);
  const [sections, record, choices] = await loading;
  const draft = new Draft(object, id, record);
  return new Editor({ bridge, server, bundle, loader, asker, description, sections, draft, sobjectUrl, choices });
}

/**
 * One decision about nothing, while the record is on its way: the browser compiles each function of the engine
 * when it first runs, and the first decision on the record should not wait for that.
 */
function warmUp(bundle: Bundle, object: string): void {
  bundle.validate({ object, operation: "insert", record: {}, formulaFields: true });
}

/** The records that each lookup of the object can be set to. */
async function loadChoices(loader: RecordLoader, description: ObjectDescription): Promise<Map<string, NamedRecord[]>> {
  const lookups = description.fields.filter((f) => f.editable && f.name.endsWith("__c") && f.referenceTo?.length === 1);
  const lists = await Promise.all(lookups.map((lookup) => loader.recent(lookup.referenceTo![0]!)));
  return new Map(lookups.map((lookup, i) => [lookup.name, lists[i]!]));
}

function showFailure(app: HTMLElement, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  app.replaceChildren(
    el("div", { class: "app-notice app-notice_error", role: "alert" }, icon("error"), el("p", {}, message)),
  );
}
