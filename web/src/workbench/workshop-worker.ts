// The command line in a worker: it works as long as it works, and the page goes on.
import { loadCommandLine } from "presave-cli";
import type { CommandLine } from "presave-cli";
import address from "presave-cli/presave-cli.wasm?url";
import type { LintFinding, SourceFile, TestRun } from "./workshop.js";

const ORG = "/org";
const TESTS = "/tests";
const BUNDLE = "/bundle.json";
/** Exit codes of the command line from which on it has not done what was asked. */
const USAGE = 2;

/** Page to worker: one piece of work, answered under its number. */
export type Order = { id: number } & (
  | { work: "importFolder"; name: string; files: readonly SourceFile[] }
  | { work: "keepTests"; files: readonly SourceFile[] }
  | { work: "lint"; bundle: string }
  | { work: "runTests"; bundle: string }
);

/** Worker to page. */
export type Answer = { id: number; result: unknown } | { id: number; error: string };

interface TestReport {
  cases: number;
  files: { file: string; cases: { name: string; line: number; passed: boolean; expected?: Sides; got?: Sides }[] }[];
}
interface Sides {
  failures?: string[];
}

let started: Promise<CommandLine> | undefined;
let hasTests = false;

self.addEventListener("message", (event: MessageEvent<Order>) => void answer(event.data));

async function answer(order: Order): Promise<void> {
  let said: Answer;
  try {
    started ??= start();
    said = { id: order.id, result: perform(await started, order) };
  } catch (error) {
    said = { id: order.id, error: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(said);
}

async function start(): Promise<CommandLine> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`presave-cli.wasm: HTTP status ${response.status}`);
  return loadCommandLine(await response.arrayBuffer());
}

function perform(commandLine: CommandLine, order: Order): unknown {
  switch (order.work) {
    case "importFolder":
      return importFolder(commandLine, order);
    case "keepTests":
      return keepTests(commandLine, order.files);
    case "lint":
      return (run(commandLine, order.bundle, "lint", BUNDLE, "--json") as { findings: LintFinding[] }).findings;
    case "runTests":
      return hasTests ? readReport(run(commandLine, order.bundle, "test", TESTS, "--bundle", BUNDLE, "--json") as TestReport) : undefined;
  }
}

function importFolder(commandLine: CommandLine, { name, files }: Extract<Order, { work: "importFolder" }>): string {
  commandLine.remove(ORG);
  const folder = `${ORG}/${name || "org"}`; // an org without a name of its own is called like its folder
  for (const { path, content } of files) commandLine.write(`${folder}/${path}`, content);
  commandLine.remove(BUNDLE);
  const { err } = commandLine.run("compile", folder, "-o", BUNDLE);
  const bundle = commandLine.read(BUNDLE);
  commandLine.remove(ORG);
  if (!bundle) throw new Error(plain(err));
  return new TextDecoder().decode(bundle);
}

function keepTests(commandLine: CommandLine, files: readonly SourceFile[]): void {
  commandLine.remove(TESTS);
  for (const { path, content } of files) commandLine.write(`${TESTS}/${path}`, content);
  hasTests = files.length > 0;
}

function run(commandLine: CommandLine, bundle: string, ...words: string[]): unknown {
  commandLine.write(BUNDLE, bundle);
  const { exitCode, out, err } = commandLine.run(...words);
  if (exitCode >= USAGE) throw new Error(plain(err));
  return JSON.parse(out);
}

function readReport({ cases, files }: TestReport): TestRun {
  const failed = files.flatMap(({ file, cases: all }) =>
    all
      .filter(({ passed }) => !passed)
      .map(({ name, line, expected, got }) => ({
        file: file.slice(TESTS.length + 1),
        line,
        name,
        expected: expected?.failures ?? [],
        got: got?.failures ?? [],
      })),
  );
  return { cases, failed };
}

/** What the command line says, without the program's name. */
function plain(err: string): string {
  return err.replace(/^presave \w+: /, "").replaceAll(`${ORG}/`, "").replaceAll(`${TESTS}/`, "");
}
