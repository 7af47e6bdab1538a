// Opens an engine beside the page: in a worker, or in a frame of another origin whose policy allows WebAssembly.
import {PresaveError, reasonOf} from "./errors.js";
import type {Surroundings} from "./load.js";
import {PolicyWatch} from "./policy.js";
import {Line, welcomeOn} from "./remote/client.js";
import {type Greeting, PROTOCOL} from "./remote/messages.js";

const PATIENCE_MS = 10_000;

interface Wishes extends Omit<Greeting, "presave"> {
  timeoutMs: number | undefined;
}

/** Starts a worker and waits for its engine. */
export async function openWorker(worker: true | string | URL, {timeoutMs, ...wishes}: Wishes, surroundings: Surroundings): Promise<Line> {
  const where = worker === true ? "presave.worker.js" : String(worker);
  const watch = new PolicyWatch(where, "worker-src");
  let started: Worker | undefined;
  try {
    started = start(worker, surroundings);
    const {port1, port2} = new MessageChannel();
    const failed = failureOf(started, where);
    started.postMessage({presave: PROTOCOL, ...wishes} satisfies Greeting, [port2]);
    const silent = () => workerError(where, `it did not answer within ${seconds(timeoutMs)}`);
    const introduction = await Promise.race([welcomeOn(port1, timeoutMs ?? PATIENCE_MS, silent), failed]);
    const running = started;
    return new Line(port1, introduction, () => running.terminate());
  } catch (cause) {
    started?.terminate();
    throw (await watch.refusal()) ?? (cause instanceof PresaveError ? cause : workerError(where, reasonOf(cause), cause));
  } finally {
    watch.stop();
  }
}

function start(worker: true | string | URL, surroundings: Surroundings): Worker {
  if (worker !== true) return new Worker(worker);
  if (!surroundings.startWorker) throw new Error("this build brings no worker");
  return surroundings.startWorker();
}

function failureOf(worker: Worker, where: string): Promise<never> {
  return new Promise((_, reject) => {
    worker.onerror = ({message}) => reject(workerError(where, message || "its script could not be loaded"));
  });
}

function workerError(where: string, reason: string, cause?: unknown): PresaveError {
  return new PresaveError(
    "workerFailed",
    where,
    `The engine's worker could not be started: ${reason}. Workers do not exist inside Lightning Web Security; elsewhere, ` +
      "check that presave.worker.js lies on the page's own origin.",
    {cause},
  );
}

/** Puts a frame that nobody sees into the page and waits for its engine. */
export async function openFrame(address: string, timeoutMs = PATIENCE_MS): Promise<Line> {
  if (globalThis.document === undefined) throw frameError(address, "there is no document to put it into");
  const url = new URL(address, document.baseURI);
  const watch = new PolicyWatch(url.href, "frame-src");
  const frame = hiddenFrame(url);
  try {
    const forbidden = new Promise<never>((_, reject) => watch.onRefusal(() => reject(new Error("forbidden"))));
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, {once: true}));
    document.body.append(frame);
    const late = rejectAfter(timeoutMs, () => frameError(url.href, `it did not load within ${seconds(timeoutMs)}`));
    await Promise.race([loaded, forbidden, late]);
    const {port1, port2} = new MessageChannel();
    // With the frame's own origin as the target, so that whoever was loaded instead does not get the port.
    frame.contentWindow?.postMessage({presave: PROTOCOL} satisfies Greeting, url.origin, [port2]);
    const silent = () => frameError(url.href, `it did not answer within ${seconds(timeoutMs)}`);
    const introduction = await Promise.race([welcomeOn(port1, timeoutMs, silent), forbidden]);
    return new Line(port1, introduction, () => frame.remove());
  } catch (cause) {
    frame.remove();
    throw (await watch.refusal()) ?? cause;
  } finally {
    watch.stop();
  }
}

function hiddenFrame(url: URL): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.src = url.href;
  frame.title = "Presave";
  frame.hidden = true;
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  return frame;
}

function rejectAfter(timeoutMs: number, error: () => PresaveError): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(error()), timeoutMs));
}

function frameError(address: string, reason: string): PresaveError {
  return new PresaveError(
    "frameSilent",
    address,
    `The engine's frame at ${address} cannot be used: ${reason}. Check that the address shows presave.frame.html of this ` +
      "version, and that its server lets this page frame it (Content-Security-Policy: frame-ancestors, X-Frame-Options).",
  );
}

function seconds(timeoutMs: number | undefined): string {
  return `${(timeoutMs ?? PATIENCE_MS) / 1000} s`;
}
