// The workbench: what an administrator opens first. A bundle is dropped or the example org picked; nothing of it
// leaves the browser.
import { loadEngine } from "presave";
import type { Engine, RecordDocument } from "presave";
import { el } from "../ui/dom.js";
import { button, messageOf, notice } from "../ui/notice.js";
import { speak, words } from "../words/words.js";
import { Bench } from "./bench.js";
import { Org } from "./org.js";
import { Samples } from "./samples.js";

const EXAMPLE = "#example";

speak(navigator.languages);
document.title = `${words.workbench.title} – Presave`;
const app = document.getElementById("app")!;
const place = el("div");
const said = el("p", { class: "bench-org", role: "status" });
const engine: Promise<Engine> = loadEngine();
let bench: Bench | undefined;

app.append(header(), place);
engine.then(start, (error: unknown) => complain(messageOf(error)));

function header(): HTMLElement {
  const { title, openBundle, example } = words.workbench;
  const input = el("input", { type: "file", id: "bench-file", accept: ".json,application/json", class: "app-assistive bench-file" });
  input.addEventListener("change", () => {
    void openFile(input.files?.[0]);
    input.value = ""; // so that the same file can be opened again
  });
  const open = el("label", { for: "bench-file", class: "slds-button slds-button_brand" }, openBundle);
  return el("header", { class: "bench-header" }, el("h1", {}, title), said, el("div", { class: "bench-open" }, input, open, button(example, () => void openExample())));
}

function start(): void {
  takeDrops();
  const { intro, dropBundle } = words.workbench;
  place.replaceChildren(el("main", { class: "bench-start" }, el("p", {}, intro), el("p", { class: "bench-quiet" }, dropBundle)));
  if (location.hash === EXAMPLE) void openExample();
}

/** A bundle may be dropped anywhere on the page. */
function takeDrops(): void {
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    void openFile(event.dataTransfer?.files[0]);
  });
}

async function openFile(file: File | undefined): Promise<void> {
  if (!file) return;
  await opening(async () => ({ text: await file.text(), records: [] }));
}

async function openExample(): Promise<void> {
  await opening(async () => {
    const [text, records] = await Promise.all([fetched("example-bundle.json"), fetched("example-records.json")]);
    return { text, records: JSON.parse(records) as RecordDocument[] };
  });
}

async function fetched(name: string): Promise<string> {
  const answer = await fetch(new URL(name, location.href));
  if (!answer.ok) throw new Error(words.canvas.serverAnswered(answer.status));
  return answer.text();
}

async function opening(read: () => Promise<{ text: string; records: RecordDocument[] }>): Promise<void> {
  try {
    const { text, records } = await read();
    const org = new Org(await engine, text);
    bench?.dispose();
    bench = new Bench(org, new Samples(records), () => tell(org));
    place.replaceChildren(bench.root);
    tell(org);
  } catch (error) {
    complain(words.workbench.notABundle(messageOf(error)));
  }
}

/** How the org stands, in the header. */
function tell(org: Org): void {
  const { compiled, broken } = words.workbench;
  const count = org.objects().reduce((sum, object) => sum + org.rules(object).length, 0);
  const ms = org.compileMs.toLocaleString(words.language, { maximumFractionDigits: 1 });
  const parts = [org.name, compiled(count.toLocaleString(words.language), ms), ...(org.brokenCount > 0 ? [broken(org.brokenCount)] : [])];
  said.textContent = parts.filter((part) => part !== "").join(" · ");
}

function complain(message: string): void {
  const box = notice("error", message);
  box.setAttribute("role", "alert");
  bench?.dispose();
  bench = undefined;
  said.textContent = "";
  place.replaceChildren(el("main", { class: "bench-start" }, box));
}
