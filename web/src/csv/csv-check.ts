// The CSV check as one sees it: a place to drop a file, how far the check is, and what it found.
import { el } from "../ui/dom.js";
import { button, messageOf, notice } from "../ui/notice.js";
import { words } from "../words/words.js";
import type { FromWorker, ToWorker } from "./protocol.js";
import { resultView } from "./result-view.js";
import type { CsvQuestion } from "./run.js";

/** What the check needs from the page around it. */
export interface CsvParts {
  object: string;
  /** What the object's records are called. */
  label: string;
  /** The org's rules, as text. */
  bundle(): string;
  context(): CsvQuestion["context"];
  timeZone: string | undefined;
}

/** The component; end a running check with dispose(). */
export class CsvCheck {
  readonly root = el("section", { class: "csv" });
  readonly #parts: CsvParts;
  readonly #results = el("div", { class: "csv-results" });
  readonly #progress = el("div", { class: "csv-progress", hidden: true });
  readonly #status = el("p", { role: "status", class: "app-assistive" });
  readonly #operation = el("select", { id: "csv-operation", class: "slds-select" });
  #worker: Worker | undefined;
  #download: string | undefined;

  constructor(parts: CsvParts) {
    this.#parts = parts;
    const { hint, operation, asNew, asUpdate } = words.csv;
    this.#operation.append(el("option", { value: "insert" }, asNew), el("option", { value: "update" }, asUpdate));
    const chooser = el(
      "div",
      { class: "csv-operation" },
      el("label", { for: "csv-operation" }, operation),
      el("div", { class: "slds-select_container" }, this.#operation),
    );
    this.root.append(el("p", {}, hint(parts.label)), chooser, this.#dropPlace(), this.#progress, this.#status, this.#results);
  }

  /** Stops what is under way and lets go of the download. */
  dispose(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    if (this.#download) URL.revokeObjectURL(this.#download);
    this.#download = undefined;
  }

  #dropPlace(): HTMLElement {
    const input = el("input", { type: "file", id: "csv-file", accept: ".csv,text/csv,text/plain", class: "app-assistive csv-input" });
    input.addEventListener("change", () => {
      this.#check(input.files?.[0]);
      input.value = ""; // so that the same file can be checked again after a change
    });
    const label = el("label", { for: "csv-file", class: "csv-choose" }, words.csv.choose);
    const place = el("div", { class: "csv-drop" }, input, el("p", {}, words.csv.drop, " ", label));
    place.addEventListener("dragover", (event) => {
      event.preventDefault();
      event.stopPropagation();
      place.classList.add("csv-drop_over");
    });
    place.addEventListener("dragleave", () => place.classList.remove("csv-drop_over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      event.stopPropagation(); // a page may take other files dropped elsewhere
      place.classList.remove("csv-drop_over");
      this.#check(event.dataTransfer?.files[0]);
    });
    return place;
  }

  #check(file: File | undefined): void {
    if (!file) return;
    this.dispose();
    this.#results.replaceChildren();
    this.#status.textContent = "";
    this.#showProgress(0, 0);
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", (event: MessageEvent<FromWorker>) => this.#hear(event.data));
    worker.addEventListener("error", (event) => this.#fail(words.csv.faulted(event.message)));
    this.#worker = worker;
    try {
      this.#order({ type: "check", file, ...this.#question() });
    } catch (error) {
      this.#fail(words.csv.faulted(messageOf(error)));
    }
  }

  #question(): Omit<Extract<ToWorker, { type: "check" }>, "type" | "file"> {
    const { object, bundle, context, timeZone } = this.#parts;
    const operation = this.#operation.value === "update" ? "update" : "insert";
    return { bundle: bundle(), question: { object, operation, context: context() }, timeZone, language: words.language };
  }

  #order(order: ToWorker): void {
    this.#worker?.postMessage(order);
  }

  #hear(message: FromWorker): void {
    switch (message.type) {
      case "progress":
        return this.#showProgress(message.rows, message.share);
      case "fault":
        return this.#fail(message.message);
      case "done":
        return this.#done(message);
    }
  }

  #showProgress(rows: number, share: number): void {
    const text = words.csv.checking(rows.toLocaleString(words.language), Math.floor(share * 100));
    let bar = this.#progress.querySelector("progress");
    if (!bar) {
      bar = el("progress", { max: "1", "aria-label": words.csv.title });
      this.#progress.append(bar, el("span"), button(words.csv.cancel, () => this.#order({ type: "stop" })));
    }
    bar.value = share;
    this.#progress.querySelector("span")!.textContent = text;
    this.#progress.hidden = false;
  }

  #fail(message: string): void {
    this.dispose();
    this.#progress.hidden = true;
    const box = notice("error", message);
    box.setAttribute("role", "alert");
    this.#results.replaceChildren(box);
  }

  #done(done: Extract<FromWorker, { type: "done" }>): void {
    this.dispose();
    this.#progress.hidden = true;
    this.#download = URL.createObjectURL(done.refusedFile);
    const view = resultView(done, this.#download);
    this.#results.replaceChildren(view.root);
    this.#status.textContent = view.summary;
  }
}
