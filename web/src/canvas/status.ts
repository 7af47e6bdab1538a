// The line beside the Save button: who has decided the record, how long it took, and how it stands.
import type { Outcome } from "presave";
import { el } from "../ui/dom.js";

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
  decided(by: "browser" | "server", { verdict, failures, undetermined, faulted }: Outcome, ms?: number): void {
    this.#dot.className = verdict === "pass" ? "app-dot" : `app-dot app-dot_${verdict}`;
    const refusals = new Set([...failures, ...faulted].map((f) => f.rule)).size;
    const result = {
      pass: "all pass",
      fail: `${refusals} ${refusals === 1 ? "refuses" : "refuse"} the record`,
      undetermined: `${undetermined.length} cannot be decided here`,
    }[verdict];
    const place = by === "browser" ? "In your browser" : "By the server";
    const time = ms === undefined ? "" : `, in ${ms < 1 ? "less than 1" : Math.round(ms)} ms`;
    this.#text.textContent = `${place}${time}: ${this.#ruleCount} rules, ${result}`;
  }
}
