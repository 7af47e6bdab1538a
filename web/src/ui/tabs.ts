// Tabs, as the ARIA Authoring Practices have them: one stop for the Tab key, arrows go from tab to tab.
import { el } from "./dom.js";

/** One tab: its content is made when it is first opened. */
export interface Tab {
  title: string;
  make(): HTMLElement;
}

let made = 0;

/** A row of tabs over their panels; the first one is open. */
export function tabs(label: string, list: Tab[]): HTMLElement {
  const group = `tabs-${made++}`;
  const panels = list.map((_, i) =>
    el("div", { role: "tabpanel", id: `${group}-panel-${i}`, "aria-labelledby": `${group}-${i}`, hidden: true }),
  );
  const buttons = list.map(({ title }, i) =>
    el("button", { type: "button", role: "tab", id: `${group}-${i}`, "aria-controls": `${group}-panel-${i}`, class: "tabs-tab" }, title),
  );
  const open = (chosen: number): void => {
    for (const [i, button] of buttons.entries()) {
      button.setAttribute("aria-selected", String(i === chosen));
      button.tabIndex = i === chosen ? 0 : -1;
      panels[i]!.hidden = i !== chosen;
    }
    const panel = panels[chosen]!;
    if (!panel.hasChildNodes()) panel.append(list[chosen]!.make());
  };
  for (const [i, button] of buttons.entries()) button.addEventListener("click", () => open(i));
  const row = el("div", { role: "tablist", "aria-label": label, class: "tabs-row" }, ...buttons);
  row.addEventListener("keydown", (event) => {
    const target = nextTab(event.key, buttons.indexOf(document.activeElement as HTMLButtonElement), buttons.length);
    if (target === undefined) return;
    event.preventDefault();
    open(target);
    buttons[target]!.focus();
  });
  open(0);
  return el("div", { class: "tabs" }, row, ...panels);
}

function nextTab(key: string, now: number, count: number): number | undefined {
  switch (key) {
    case "ArrowRight":
      return (now + 1) % count;
    case "ArrowLeft":
      return (now + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
