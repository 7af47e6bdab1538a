// The command line in memory does what the one in a terminal does: the example org is imported, looked over and tested.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {readFileSync, readdirSync} from "node:fs";
import path from "node:path";
import test from "node:test";
import {fileURLToPath} from "node:url";
import {loadCommandLine} from "presave-cli";

const root = path.resolve(fileURLToPath(import.meta.url), "../../../..");
const example = path.join(root, "examples/org");
const wasm = readFileSync(path.join(root, "cli/package/dist/presave-cli.wasm"));

async function withExample() {
  const commandLine = await loadCommandLine(wasm);
  for (const entry of readdirSync(example, {recursive: true, withFileTypes: true})) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    commandLine.write(`/org/${path.relative(example, file)}`, readFileSync(file));
  }
  return commandLine;
}

test("an import gives the very bundle that a terminal gives", async () => {
  const commandLine = await withExample();
  const {exitCode, out} = commandLine.run("compile", "/org", "-o", "/bundle.json", "--json");
  assert.equal(exitCode, 0);
  const {activeRules, compiledRules} = JSON.parse(out);
  assert.ok(activeRules > 40 && compiledRules === activeRules);
  assert.equal(new TextDecoder().decode(commandLine.read("/bundle.json")), readFileSync(path.join(root, "build/example-bundle.json"), "utf8"));
});

test("rule tests run, and a rule that is changed fails them", async () => {
  const commandLine = await withExample();
  commandLine.run("compile", "/org", "-o", "/bundle.json");
  const tested = () => {
    const {exitCode, out} = commandLine.run("test", "/org/rule-tests", "--bundle", "/bundle.json", "--json");
    return {exitCode, ...JSON.parse(out)};
  };
  const before = tested();
  assert.deepEqual([before.exitCode, before.failed], [0, 0]);
  assert.ok(before.cases > 100);

  const bundle = JSON.parse(new TextDecoder().decode(commandLine.read("/bundle.json")));
  delete bundle.sha256;
  bundle.objects.Rental__c.rules.find(({name}) => name === "At_Most_Ninety_Days").formula = "false";
  commandLine.write("/bundle.json", JSON.stringify(bundle));
  const after = tested();
  assert.equal(after.exitCode, 1);
  assert.ok(after.failed > 0);
});

test("mistakes are told as in a terminal, and end nothing", async () => {
  const commandLine = await loadCommandLine(wasm);
  const wrong = commandLine.run("lint", "/nowhere");
  assert.equal(wrong.exitCode, 3);
  assert.match(wrong.err, /nowhere/);
  assert.equal(commandLine.run("brew").exitCode, 2);
  assert.match(commandLine.run("--version").out, /^presave \d/);
  assert.equal(commandLine.run("serve").exitCode, 2, "there is no server in a page");
});

test("files come and go", async () => {
  const commandLine = await loadCommandLine(wasm);
  commandLine.write("/a/b/c.txt", "é");
  assert.equal(new TextDecoder().decode(commandLine.read("/a/b/c.txt")), "é");
  commandLine.remove("/a");
  assert.equal(commandLine.read("/a/b/c.txt"), undefined);
});

test("a terminal says the same", () => {
  const native = execFileSync(path.join(root, "build/release/cli/presave"), ["lint", example, "--json"], {encoding: "utf8"});
  return withExample().then((commandLine) => assert.equal(commandLine.run("lint", "/org", "--json").out.trim(), native.trim()));
});
