// The Emscripten glue, build/wasm/cli/presave-cli.js; tsconfig.json and build.mjs put it behind "presave-cli-glue".

/** What the Emscripten module offers. Its files live in memory. */
export interface CommandLineModule {
  callMain(words: string[]): number;
  FS: {
    mkdirTree(path: string): void;
    writeFile(path: string, content: string | Uint8Array): void;
    readFile(path: string): Uint8Array;
    analyzePath(path: string): {exists: boolean};
    readdir(path: string): string[];
    isDir(mode: number): boolean;
    stat(path: string): {mode: number};
    unlink(path: string): void;
    rmdir(path: string): void;
  };
}

interface ModuleOptions {
  instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void): object;
  print(line: string): void;
  printErr(line: string): void;
}
export default function createPresaveCommandLine(options: ModuleOptions): Promise<CommandLineModule>;
