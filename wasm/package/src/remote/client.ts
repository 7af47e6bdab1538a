// The page's side of the conversation with an engine in a worker or a frame.
import {PresaveError, engineDisposed} from "../errors.js";
import type {RefusedWay} from "../ways.js";
import type {Answer, Argument, Refusal, Welcome, Word} from "./messages.js";

interface Waiting {
  resolve(value: string | number | boolean | undefined): void;
  reject(error: PresaveError): void;
}

/** What the other side says of its engine. */
export interface Introduction {
  version: string;
  /** What the other side could not do; it found another way. */
  refused: readonly RefusedWay[];
}

/** An open line to an engine elsewhere. */
export class Line {
  readonly introduction: Introduction;
  readonly #port: MessagePort;
  readonly #hangUp: () => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #closed = false;

  constructor(port: MessagePort, introduction: Introduction, hangUp: () => void) {
    this.introduction = introduction;
    this.#port = port;
    this.#hangUp = hangUp;
    port.onmessage = ({data}: MessageEvent<Answer>) => this.#settle(data);
  }

  /** Asks one of the door's words. */
  ask(word: Word, ...given: Argument[]): Promise<string | number | boolean | undefined> {
    if (this.#closed) return Promise.reject(engineDisposed());
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {resolve, reject});
      this.#port.postMessage({id, word, arguments: given});
    });
  }

  /** Ends the engine at the other end. What was not answered yet is refused. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#port.close();
    this.#hangUp();
    for (const {reject} of this.#waiting.values()) reject(engineDisposed());
    this.#waiting.clear();
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("error" in answer) waiting?.reject(errorOf(answer.error));
    else waiting?.resolve(answer.value);
  }
}

export function errorOf({code, where, message}: Refusal): PresaveError {
  return new PresaveError(code, where, message);
}

/** Waits for the welcome on a port. Rejects with `silent()` where none comes in time. */
export function welcomeOn(port: MessagePort, timeoutMs: number, silent: () => PresaveError): Promise<Introduction> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(silent()), timeoutMs);
    port.onmessage = ({data}: MessageEvent<Welcome>) => {
      clearTimeout(timer);
      if ("error" in data) reject(errorOf(data.error));
      else resolve({version: data.version, refused: data.refused.map(({way, error}) => ({way, error: errorOf(error)}))});
    };
  });
}
