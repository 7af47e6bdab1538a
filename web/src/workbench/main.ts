// The workbench: what an administrator opens first. A project's folder or a bundle is dropped, or the example org
// picked; nothing of it leaves the browser.
import { loadEngine } from "presave";
import type { Engine, RecordDocument } from "presave";
import functions from "virtual:formula-functions";
import { el } from "../ui/dom.js";
import { button, messageOf, notice } from "../ui/notice.js";
import { speak, words } from "../words/words.js";
import { Bench } from "./bench.js";
import { FolderTooLarge, readChosen, readDropped } from "./folder.js";
import type { Folder } from "./folder.js";
import { Org } from "./org.js";
import { Samples } from "./samples.js";
import { WorkshopClient } from "./workshop-client.js";
import type { SourceFile } from "./workshop.js";

const EXAMPLE = "#example";

speak(navigator.languages);
document.title = `${words.workbench.title} – Presave`;
const app = document.getElementById("app")!;
const place = el("div");
const said = el("p", { class: "bench-org", role: "status" });
const alert = el("div", { role: "alert" });
const engine: Promise<Engine> = loadEngine();
const workshop = new WorkshopClient();
let bench: Bench | undefined;

app.append(header(), alert, place);
engine.then(start, (error: unknown) => complain(messageOf(error)));

function header(): HTMLElement {
  const { title, openBundle, openFolder, example } = words.workbench;
  const folder = fileButton("bench-folder", openFolder, "brand", (files) => void openFolderOf(() => readChosen(files)));
  folder.input.webkitdirectory = true;
  const bundle = fileButton("bench-file", openBundle, "neutral", ([file]) => void openFile(file));
  bundle.input.accept = ".json,application/json";
  const buttons = [folder.input, folder.label, bundle.input, bundle.label, button(example, () => void openExample())];
  return el("header", { class: "bench-header" }, el("h1", {}, title), said, el("div", { class: "bench-open" }, ...buttons));
}

/** A file input that looks like a button. */
function fileButton(id: string, text: string, kind: string, chosen: (files: File[]) => void): { input: HTMLInputElement; label: HTMLElement } {
  const input = el("input", { type: "file", id, class: "app-assistive bench-file" });
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = ""; // so that the same can be opened again
    if (files.length > 0) chosen(files);
  });
  return { input, label: el("label", { for: id, class: `slds-button slds-button_${kind}` }, text) };
}

function start(): void {
  takeDrops();
  const { intro, dropBundle } = words.workbench;
  place.replaceChildren(el("main", { class: "bench-start" }, el("p", {}, intro), el("p", { class: "bench-quiet" }, dropBundle)));
  if (location.hash === EXAMPLE) void openExample();
}

/** A folder or a bundle may be dropped anywhere on the page. */
function takeDrops(): void {
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const entry = event.dataTransfer?.items[0]?.webkitGetAsEntry();
    if (entry?.isDirectory) void openFolderOf(() => readDropped(entry as FileSystemDirectoryEntry));
    else void openFile(event.dataTransfer?.files[0]);
  });
}

/** What can be put on the bench. */
interface Opened {
  text: string;
  records?: RecordDocument[];
  tests?: SourceFile[];
}

async function openFile(file: File | undefined): Promise<void> {
  if (!file) return;
  await opening(async () => ({ text: await file.text() }), words.workbench.notABundle);
}

async function openFolderOf(read: () => Promise<Folder>): Promise<void> {
  const before = said.textContent;
  said.textContent = words.workbench.reading;
  await opening(async () => {
    const { name, source, tests } = await read();
    return { text: await workshop.importFolder(name, source), tests };
  }, (why) => why);
  if (said.textContent === words.workbench.reading) said.textContent = before; // refused: the alert says why
}

async function openExample(): Promise<void> {
  await opening(async () => {
    const [text, records, tests] = await Promise.all(["bundle", "records", "tests"].map((what) => fetched(`example-${what}.json`)));
    return { text: text!, records: JSON.parse(records!) as RecordDocument[], tests: JSON.parse(tests!) as SourceFile[] };
  }, words.workbench.notABundle);
}

async function fetched(name: string): Promise<string> {
  const answer = await fetch(new URL(name, location.href));
  if (!answer.ok) throw new Error(words.canvas.serverAnswered(answer.status));
  return answer.text();
}

async function opening(read: () => Promise<Opened>, refusal: (why: string) => string): Promise<void> {
  try {
    const { text, records = [], tests = [] } = await read();
    const org = new Org(await engine, text);
    await workshop.keepTests(tests);
    bench?.dispose();
    bench = new Bench({ org, samples: new Samples(records), workshop, hasTests: tests.length > 0, functions, compiled: () => tell(org) });
    place.replaceChildren(bench.root);
    alert.replaceChildren();
    tell(org);
  } catch (error) {
    complain(error instanceof FolderTooLarge ? words.workbench.folderTooLarge(error.message) : refusal(messageOf(error)));
  }
}

/** How the org stands, in the header. */
function tell(org: Org): void {
  const { compiled, broken, unreadable } = words.workbench;
  const ms = org.compileMs.toLocaleString(words.language, { maximumFractionDigits: 1 });
  const parts = [
    org.name,
    compiled(org.ruleCount.toLocaleString(words.language), ms),
    org.brokenCount > 0 ? broken(org.brokenCount) : "",
    org.unreadableCount > 0 ? unreadable(org.unreadableCount) : "",
  ];
  said.textContent = parts.filter((part) => part !== "").join(" · ");
}

/** Says what went wrong. What is on the bench stays there. */
function complain(message: string): void {
  alert.replaceChildren(notice("error", message));
}
