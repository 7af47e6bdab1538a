// Opens the Canvas app: context out of the page, guard before the SDK, engine and record side by side.
import { loadEngine } from "presave";
import type { Bundle, ObjectDescription } from "presave";
import { CsvCheck } from "../csv/csv-check.js";
import { Draft } from "../record/draft.js";
import { loadSections } from "../record/layout.js";
import { RecordLoader } from "../record/load.js";
import type { NamedRecord } from "../record/load.js";
import { Asker } from "../record/user-context.js";
import { el } from "../ui/dom.js";
import { tabs } from "../ui/tabs.js";
import { wear } from "../ui/theme.js";
import { button, messageOf, notice } from "../ui/notice.js";
import { speak, words } from "../words/words.js";
import { Access } from "./access.js";
import { Bridge } from "./bridge.js";
import { recordOfPage, takeContext, themeOfPage } from "./context.js";
import type { PageContext, RecordOfPage } from "./context.js";
import { Editor, OWN_NAME, SAVED_EVENT } from "./editor.js";
import { guardMessages } from "./guard.js";
import { HostPage } from "./host-page.js";
import { Server } from "./server.js";

/** Other apps and scripts of the host page publish this when they have changed the record. */
const REFRESH_EVENT = "presave.refresh";

const app = document.getElementById("app")!;
let host: HostPage | undefined;
try {
  speak(navigator.languages);
  wear("system"); // until it is known whose frame this is
  await open(app);
} catch (error) {
  showFailure(app, error);
}

async function open(app: HTMLElement): Promise<void> {
  const page = takeContext();
  wear(themeOfPage(page.signedRequest));
  speak([page.signedRequest.context.user?.["language"], ...navigator.languages]);
  app.replaceChildren(el("p", { class: "app-loading", role: "status" }, words.canvas.loading));
  guardMessages(page.signedRequest.client.targetOrigin);
  host = await HostPage.load();
  const access = new Access(host, page, location.pathname);
  const bridge = new Bridge(host, access);
  bridge.followHeightOf(app);
  access.keepFresh();
  const subject = recordOfPage(page.signedRequest);
  const asker = new Asker(page.signedRequest);
  const server = new Server(access);
  const { timeZone } = asker.formats;
  const [engine, rules] = await Promise.all([loadEngine(timeZone ? { timeZone } : {}), server.bundle(page.bundle)]);
  const bundle = engine.loadBundle(rules);
  const { sobjectUrl } = page.signedRequest.context.links;
  const make = (): Promise<Editor> => makeEditor({ bridge, server, bundle, asker, subject, sobjectUrl, serverSaves: page.save === "server" });
  const editor = await make();
  const place = el("div", {}, editor.root);
  followOthers(place, bridge, subject, editor, make);
  const { label, pluralLabel } = bundle.describe(subject.object);
  const csv = (): HTMLElement =>
    new CsvCheck({ object: subject.object, label: pluralLabel, bundle: () => rules, context: () => asker.context(), timeZone }).root;
  app.replaceChildren(
    el("h1", { class: "app-assistive" }, words.form.edit(label)),
    tabs("Presave", [{ title: words.canvas.record, make: () => place }, { title: words.csv.title, make: csv }]),
  );
}

interface Around {
  bridge: Bridge;
  server: Server;
  bundle: Bundle;
  asker: Asker;
  subject: RecordOfPage;
  sobjectUrl: PageContext["signedRequest"]["context"]["links"]["sobjectUrl"];
  serverSaves: boolean;
}

async function makeEditor(around: Around): Promise<Editor> {
  const { bridge, bundle, subject, sobjectUrl } = around;
  const description = bundle.describe(subject.object);
  const loader = new RecordLoader(bridge, bundle, sobjectUrl);
  const loading = Promise.all([
    loadSections(bridge, sobjectUrl, description),
    loader.record(subject.object, subject.id),
    loadChoices(loader, description),
  ]);
  warmUp(bundle, subject.object);
  const [sections, record, choices] = await loading;
  return new Editor({ ...around, loader, description, sections, draft: new Draft(subject.object, record), choices });
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

/** Loads the record again when others have changed it; what somebody has typed is never thrown away unasked. */
function followOthers(place: HTMLElement, bridge: Bridge, subject: RecordOfPage, first: Editor, make: () => Promise<Editor>): void {
  let editor = first;
  const reload = async (): Promise<void> => {
    try {
      editor = await make();
      place.replaceChildren(editor.root);
      editor.say(notice("info", words.canvas.loadedAgain));
    } catch (error) {
      editor.say(notice("error", messageOf(error)));
    }
  };
  const changed = (payload: unknown): void => {
    const { object, id, by } = (payload ?? {}) as { object?: unknown; id?: unknown; by?: unknown };
    if (object !== subject.object || id !== subject.id || by === OWN_NAME) return;
    if (!editor.edited) return void reload();
    editor.say(notice("info", words.canvas.changedElsewhere, button(words.canvas.loadAgain, () => void reload())));
  };
  for (const name of [REFRESH_EVENT, SAVED_EVENT]) bridge.subscribe(name, changed);
}

function showFailure(app: HTMLElement, error: unknown): void {
  const again = host && button(words.canvas.tryAgain, () => host?.reopen());
  const box = notice("error", el("h1", {}, words.canvas.cannotOpen), el("p", {}, messageOf(error)), ...(again ? [again] : []));
  box.setAttribute("role", "alert");
  app.replaceChildren(box);
}
