// Boxes that tell something: an error, a success, a remark.
import { el } from "./dom.js";
import { icon } from "./icons.js";

/** A box with an icon and some content. */
export function notice(kind: "error" | "info" | "success", ...content: (Node | string)[]): HTMLElement {
  return el("div", { class: `app-notice app-notice_${kind}` }, icon(kind), el("div", {}, ...content));
}

/** A button that does something beside a notice or a form. */
export function button(label: string, act: () => void, kind: "neutral" | "brand" = "neutral"): HTMLButtonElement {
  const made = el("button", { type: "button", class: `slds-button slds-button_${kind}` }, label);
  made.addEventListener("click", act);
  return made;
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
