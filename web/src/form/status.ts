// The line beside the Save button: where the rules were decided last, how long it took, and how it stands.
import type { Outcome } from "presave";
import type { Standing } from "../words/catalogue.js";
import { words } from "../words/words.js";
import { el } from "../ui/dom.js";

/** Says how the record stands. */
export class Status {
  readonly root = el("div", { class: "app-decided" });
  readonly #dot = el("span", { class: "app-dot" });
  readonly #text = el("span");
  readonly #ruleCount: number;

  constructor(ruleCount: number) {
    this.#ruleCount = ruleCount;
    this.root.append(this.#dot, this.#text);
  }

  /** @param ms how long the decision took, where that says something */
  decided(by: "browser" | "server", outcome: Outcome, ms?: number): void {
    const standing = standingOf(outcome, this.#ruleCount);
    this.#dot.className = standing.verdict === "pass" ? "app-dot" : `app-dot app-dot_${standing.verdict}`;
    const time = ms === undefined ? "" : words.form.milliseconds(ms);
    this.#text.textContent =
      by === "browser" ? words.form.decidedHere(time, standing) : words.form.decidedByServer(standing);
  }
}

function standingOf({ verdict, failures, undetermined, faulted }: Outcome, rules: number): Standing {
  const refusals = new Set([...failures, ...faulted].map((f) => f.rule)).size;
  return { rules, verdict, count: verdict === "fail" ? refusals : undetermined.length };
}
