// The command line where there is no terminal: files in memory, words in, answers out. What each word takes and prints is
// what `presave WORD --help` says; the documents it prints with --json are described in docs/documents.md.
import createPresaveCommandLine from "presave-cli-glue";
import type {CommandLineModule} from "./glue.js";

/** What one call printed, and how it ended: 0 all pass, 1 failures, 2 usage, 3 input. */
export interface Ran {
  exitCode: number;
  out: string;
  err: string;
}

/** A command line with files of its own. One call after another: it is as blocking as the program it is. */
export class CommandLine {
  readonly #module: CommandLineModule;
  readonly #printed: Printed;

  /** @internal */
  constructor(module: CommandLineModule, printed: Printed) {
    this.#module = module;
    this.#printed = printed;
  }

  /** Writes a file, in folders that are made where they are missing. Paths begin with "/". */
  write(path: string, content: string | Uint8Array): void {
    this.#module.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")) || "/");
    this.#module.FS.writeFile(path, content);
  }

  /** Reads a file that a call has written; undefined where there is none. */
  read(path: string): Uint8Array | undefined {
    return this.#module.FS.analyzePath(path).exists ? this.#module.FS.readFile(path) : undefined;
  }

  /** Removes a file, or a folder with all that is in it. */
  remove(path: string): void {
    const files = this.#module.FS;
    if (!files.analyzePath(path).exists) return;
    if (!files.isDir(files.stat(path).mode)) return files.unlink(path);
    for (const name of files.readdir(path)) {
      if (name !== "." && name !== "..") this.remove(`${path}/${name}`);
    }
    files.rmdir(path);
  }

  /** Runs `presave` with these words, such as run("lint", "/org", "--json"). */
  run(...words: string[]): Ran {
    this.#printed.out.length = 0;
    this.#printed.err.length = 0;
    const exitCode = this.#module.callMain(words);
    return {exitCode, out: this.#printed.out.join("\n"), err: this.#printed.err.join("\n")};
  }
}

interface Printed {
  out: string[];
  err: string[];
}

/** Starts a command line from the bytes of presave-cli.wasm. It asks for nothing but 'wasm-unsafe-eval' of a page. */
export async function loadCommandLine(wasm: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<CommandLine> {
  const printed: Printed = {out: [], err: []};
  const compiled = await WebAssembly.compile(wasm);
  const module = await createPresaveCommandLine({
    print: (line) => printed.out.push(line),
    printErr: (line) => printed.err.push(line),
    instantiateWasm: (imports, receive) => {
      void WebAssembly.instantiate(compiled, imports).then(receive);
      return {};
    },
  });
  return new CommandLine(module, printed);
}
