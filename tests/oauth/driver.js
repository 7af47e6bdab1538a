// The program tests/oauth/driver.cpp as functions, and the browser that walks between it and the OAuth server.
import { spawn } from "node:child_process";
import https from "node:https";
import path from "node:path";
import readline from "node:readline";

const root = path.resolve(import.meta.dirname, "../..");
const program = path.join(process.env.PRESAVE_BUILD_DIR ?? path.join(root, "build/release"), "tests/oauth/oauth_driver");

export class Driver {
  #process;
  #answers;
  #events = "";
  #ended;

  constructor(...programArguments) {
    this.#process = spawn(program, programArguments, { stdio: ["pipe", "pipe", "pipe"] });
    this.#process.stdin.on("error", () => {}); // ask() says what became of the program
    this.#ended = new Promise((resolve) => {
      this.#process.once("error", (error) => resolve(`does not start: ${error.message}`));
      this.#process.once("exit", (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}`));
    });
    this.#answers = readline.createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    this.#process.stderr.setEncoding("utf8").on("data", (text) => (this.#events += text));
  }

  /** What the program has told an operator so far. */
  get events() {
    return this.#events;
  }

  /** @returns {Promise<string[]>} the answer's words */
  async ask(...words) {
    this.#process.stdin.write(`${words.join(" ")}\n`);
    const { value } = await this.#answers.next();
    if (value === undefined) throw new Error(`the driver ${await this.#ended}: ${this.#events}`);
    return value.split(" ");
  }

  async close() {
    this.#process.stdin.end();
    const wrong = await this.#ended;
    if (wrong) throw new Error(`the driver ${wrong}: ${this.#events}`);
  }
}

/** Goes where it is sent, with its cookies, until it is sent to `end`. Gives that address. */
export async function browse(start, end, ca) {
  const cookies = new Map();
  let url = new URL(start);
  for (let hops = 0; hops < 10; ++hops) {
    const { status, location, set } = await get(url, cookies, ca);
    for (const line of set) {
      const [name, value] = line.split(";")[0].split("=");
      cookies.set(name, value);
    }
    if (!location) throw new Error(`${url} answered ${status} and leads nowhere`);
    url = new URL(location, url);
    if (url.href.startsWith(end)) return url;
  }
  throw new Error("too many redirects");
}

function get(url, cookies, ca) {
  const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
  return new Promise((resolve, reject) => {
    https.get(url, { ca, headers: { cookie } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, location: response.headers.location, set: response.headers["set-cookie"] ?? [] });
    }).on("error", reject);
  });
}
