// The page's end of the worker that does the work of the workshop.
import type { LintFinding, SourceFile, TestRun, Workshop } from "./workshop.js";
import type { Answer, Order } from "./workshop-worker.js";

type Work = Order extends infer One ? (One extends Order ? Omit<One, "id"> : never) : never;

/** A workshop in a worker, started when it is first asked for anything. */
export class WorkshopClient implements Workshop {
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  #worker: Worker | undefined;
  #orders = 0;

  importFolder(name: string, files: readonly SourceFile[]): Promise<string> {
    return this.#ask({ work: "importFolder", name, files }) as Promise<string>;
  }

  keepTests(files: readonly SourceFile[]): Promise<void> {
    return this.#ask({ work: "keepTests", files }) as Promise<void>;
  }

  lint(bundle: string): Promise<LintFinding[]> {
    return this.#ask({ work: "lint", bundle }) as Promise<LintFinding[]>;
  }

  runTests(bundle: string): Promise<TestRun | undefined> {
    return this.#ask({ work: "runTests", bundle }) as Promise<TestRun | undefined>;
  }

  #ask(work: Work): Promise<unknown> {
    this.#worker ??= this.#start();
    const id = ++this.#orders;
    this.#worker.postMessage({ id, ...work });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #start(): Worker {
    const worker = new Worker(new URL("./workshop-worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ("error" in data) waiting?.reject(new Error(data.error));
      else waiting?.resolve(data.result);
    });
    // A worker that cannot even start answers nothing: everybody who waits is told, and the next asks anew.
    worker.addEventListener("error", ({ message }) => {
      this.#worker = undefined;
      for (const { reject } of this.#waiting.values()) reject(new Error(message));
      this.#waiting.clear();
    });
    return worker;
  }
}
