// The engine's side of the conversation, in a worker or a frame.
import type {Door} from "../door.js";
import {PresaveError, reasonOf} from "../errors.js";
import type {RefusedWay} from "../ways.js";
import {type Answer, type Argument, type Greeting, PROTOCOL, type Question, type Refusal, type Welcome, WORDS} from "./messages.js";

/** A running engine and what did not work before. */
export interface Hosted {
  door: Door;
  refused: readonly RefusedWay[];
}

export function isGreeting(data: unknown): data is Greeting {
  return typeof data === "object" && data !== null && (data as Greeting).presave === PROTOCOL;
}

/** Starts an engine for whoever holds the other end of the port, and answers there. */
export async function host(greeting: Greeting, port: MessagePort, load: (greeting: Greeting) => Promise<Hosted>): Promise<void> {
  try {
    const {door, refused} = await load(greeting);
    port.onmessage = ({data}: MessageEvent<Question>) => port.postMessage(answerTo(data, door));
    welcome(port, {version: door.version(), refused: refused.map(({way, error}) => ({way, error: refusalOf(error)}))});
  } catch (error) {
    welcome(port, {error: refusalOf(error)});
  }
}

function welcome(port: MessagePort, message: Welcome): void {
  port.postMessage(message);
}

function answerTo(question: Question, door: Door): Answer {
  const {id} = question;
  try {
    return {id, value: ask(question, door)};
  } catch (error) {
    return {id, error: refusalOf(error)};
  }
}

function ask({word, arguments: given}: Question, door: Door): string | number | boolean | undefined {
  if (!WORDS.includes(word) || !Array.isArray(given) || !given.every(isArgument)) {
    throw new PresaveError("wrongShape", String(word), "That is no question of this version; use the same version on both sides.");
  }
  const answer = door[word] as (...given: Argument[]) => string | number | boolean | undefined;
  return answer.apply(door, given);
}

function isArgument(value: unknown): value is Argument {
  return typeof value === "string" || typeof value === "number" || value instanceof Uint8Array;
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof PresaveError) return {code: error.code, where: error.where, message: error.message};
  return {code: "engineStopped", where: "", message: `The rule engine stopped: ${reasonOf(error)}.`};
}
