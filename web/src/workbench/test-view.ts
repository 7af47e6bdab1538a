// The org's rule tests over the rules as they stand: how many pass, and which do not.
import { el } from "../ui/dom.js";
import { words } from "../words/words.js";
import type { FailedCase, TestRun } from "./workshop.js";

/** Failed cases that are shown; more than that is a list nobody reads. */
const MOST_SHOWN = 100;

/** A line for the bench, and the list behind it. */
export class TestView {
  readonly summary = el("p", { class: "bench-tests", role: "status", hidden: true });
  readonly list = el("ul", { class: "bench-cases" });

  show({ cases, failed }: TestRun): void {
    const number = (value: number): string => value.toLocaleString(words.language);
    this.#say(words.workbench.testSummary(number(cases), number(failed.length)), failed.length > 0);
    this.list.replaceChildren(...failed.slice(0, MOST_SHOWN).map(caseItem));
  }

  fail(why: string): void {
    this.#say(words.workbench.cannotTest(why), true);
    this.list.replaceChildren();
  }

  #say(text: string, bad: boolean): void {
    this.summary.hidden = false;
    this.summary.classList.toggle("bench-tests_failed", bad);
    if (this.summary.textContent !== text) this.summary.textContent = text;
  }
}

function caseItem({ file, line, name, got, expected }: FailedCase): HTMLElement {
  const differs = words.workbench.testDiffers(got.join(", "), expected.join(", "));
  return el("li", {}, el("strong", {}, name), el("div", {}, differs), el("div", { class: "bench-quiet" }, `${file}:${line}`));
}
