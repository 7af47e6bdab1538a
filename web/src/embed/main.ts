// The embed: a page that stands in a frame of any other page, which gives it a record and the rules that decide it.
import { loadEngine } from "presave";
import type { Bundle } from "presave";
import { el } from "../ui/dom.js";
import { messageOf, notice } from "../ui/notice.js";
import { themeIn, wear } from "../ui/theme.js";
import { speak, words } from "../words/words.js";
import { EmbeddedRecord } from "./embedded-record.js";
import { HostLink } from "./host-link.js";
import type { FromHost, OpenMessage } from "./protocol.js";

const app = document.getElementById("app")!;
speak(navigator.languages);
await start();

async function start(): Promise<void> {
  if (window.parent === window) return show(notice("info", words.embed.notFramed));
  const allowed = await readAllowed();
  if (!allowed) return show(notice("error", words.embed.unconfigured));
  show(el("p", { class: "app-loading", role: "status" }, words.embed.waiting));
  listen(allowed);
}

/** Hears the page around the frame; messages are taken one after the other, since opening takes a moment. */
function listen(allowed: string[]): void {
  let record: EmbeddedRecord | undefined;
  let bundle: Bundle | undefined;
  let turn = Promise.resolve();
  const take = async (message: FromHost): Promise<void> => {
    switch (message.type) {
      case "open": {
        const next = await loadRules(message);
        wear(themeIn(message.theme, "system"));
        bundle?.dispose();
        bundle = next;
        record = new EmbeddedRecord(next, message, (said) => link.say(said));
        return show(record.root);
      }
      case "set":
        return record?.set(String(message.field), message.value);
      case "answer":
        return record?.answer(message.id, message.saved === true, message.messages);
    }
  };
  const heard = (message: FromHost): void => {
    turn = turn.then(() => take(message)).catch((error: unknown) => fail(error, record === undefined));
  };
  const fail = (error: unknown, nothingOpen: boolean): void => {
    const message = messageOf(error);
    if (nothingOpen) show(notice("error", message));
    const code = (error as { code?: unknown } | null)?.code;
    link.say({ type: "error", message, ...(typeof code === "string" ? { code } : {}) });
  };
  const link = new HostLink(allowed, { heard, refused: (origin) => record || show(notice("error", words.embed.refused(origin))) });
  new ResizeObserver(() => link.say({ type: "resize", height: Math.ceil(app.getBoundingClientRect().bottom + window.scrollY) })).observe(app);
}

async function loadRules({ bundle, request, language, timeZone }: OpenMessage): Promise<Bundle> {
  const given = bundle !== null && (typeof bundle === "string" || typeof bundle === "object");
  if (!given || request === null || typeof request !== "object" || typeof request.record !== "object") {
    throw new Error('open needs a "bundle" (made by presave compile) and a "request" with object, operation and record; see docs/embed.md');
  }
  speak([language, request.context?.language, ...navigator.languages]);
  return (await loadEngine(timeZone ? { timeZone } : {})).loadBundle(bundle);
}

/** The origins that the server lets frame this page, or that whoever hosts it has written down beside it. */
async function readAllowed(): Promise<string[] | undefined> {
  try {
    const answer = await fetch(new URL("embed.json", location.href));
    const { allowedOrigins } = (await answer.json()) as { allowedOrigins?: unknown };
    return Array.isArray(allowedOrigins) ? allowedOrigins.filter((one) => typeof one === "string") : undefined;
  } catch {
    return undefined; // said in words on the page
  }
}

function show(content: HTMLElement): void {
  app.replaceChildren(content);
}
