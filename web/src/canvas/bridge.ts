// The way to Salesforce: REST calls, events and sizes through the page that hosts the app.
import { words } from "../words/words.js";
import type { Access } from "./access.js";
import type { HostPage } from "./host-page.js";

/** A refusal by the org, in the org's own words. */
export class OrgRefusal extends Error {
  readonly status: number;
  readonly fields: string[];

  constructor(answer: CanvasAnswer) {
    const [first] = Array.isArray(answer.payload) ? (answer.payload as { message?: string; fields?: string[] }[]) : [];
    super(first?.message ?? words.canvas.orgAnswered(`${answer.status} ${answer.statusText}`));
    this.status = answer.status;
    this.fields = first?.fields ?? [];
  }
}

/** The org, as far as the app reaches. */
export class Bridge {
  readonly #host: HostPage;
  readonly #access: Access;

  constructor(host: HostPage, access: Access) {
    this.#host = host;
    this.#access = access;
  }

  /** A call to the org's REST API; an expired token is renewed once. */
  async request(method: string, path: string, body?: object): Promise<unknown> {
    let answer = await this.#host.call(this.#access.client, method, path, body);
    if (answer.status === 401) {
      await this.#access.renew();
      answer = await this.#host.call(this.#access.client, method, path, body);
    }
    if (answer.status < 200 || answer.status > 299) throw new OrgRefusal(answer);
    return answer.payload;
  }

  /** Tells the host page and its other apps what happened. */
  publish(name: string, payload: object): void {
    this.#host.publish(this.#access.client, name, payload);
  }

  /** Hears what the host page and its other apps tell. */
  subscribe(name: string, heard: (payload: unknown) => void): void {
    this.#host.subscribe(this.#access.client, name, heard);
  }

  /**
   * Keeps the iframe as high as the content, so that it needs no scrollbar of its own. Where the host page allows
   * no such height, the content scrolls: a Canvas iframe itself never does.
   */
  followHeightOf(content: HTMLElement): void {
    let asked = 0;
    const follow = (): void => {
      const height = Math.ceil(content.getBoundingClientRect().top + window.scrollY + content.scrollHeight);
      if (height === asked) return;
      asked = height;
      this.#host.resize(this.#access.client, height);
    };
    this.subscribe("canvas.resize", (payload) => {
      const given = parseInt(String((payload as { height?: unknown } | null)?.height), 10);
      content.classList.toggle("app_cut", given < asked);
    });
    const observer = new ResizeObserver(follow);
    observer.observe(content);
    // What scrolls inside does not change the content's own size, but that of its children.
    new MutationObserver(follow).observe(content, { childList: true, subtree: true, attributes: true });
  }
}
