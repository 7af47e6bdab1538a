// The house rules over the project's own tracked files.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { functionNames, secondFunctionList } from "./rules/functionlist.mjs";
import { parseLayers, wrongIncludes } from "./rules/layers.mjs";
import { orphans } from "./rules/orphans.mjs";
import { tooLong, withoutPurpose } from "./rules/shape.mjs";
import { forbiddenWords } from "./rules/words.mjs";

const root = path.resolve(fileURLToPath(import.meta.url), "../../..");
const files = readTree();
const ours = new Map([...files].filter(([name]) => !name.startsWith("third_party/")));
const layers = parseLayers(files.get("tests/tidy/layers.txt"));

/** Every tracked text file that is still there, path to text. */
function readTree() {
  const names = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
  const texts = names
    .filter((name) => existsSync(path.join(root, name)))
    .map((name) => [name, readFileSync(path.join(root, name))])
    .filter(([, bytes]) => !bytes.includes(0))
    .map(([name, bytes]) => [name, bytes.toString("utf8")]);
  return new Map(texts);
}

function none(complaints) {
  assert.equal(complaints.length, 0, `\n${complaints.join("\n")}\n`);
}

test("includes follow tests/tidy/layers.txt", () => none(wrongIncludes(ours, layers)));
test("every source is built and every header included", () => none(orphans(files)));
test("no file is too long", () => none(tooLong(ours)));
test("every file says what it is for", () => none(withoutPurpose(ours)));
test("no paths of one machine, no registries", () => none(forbiddenWords(files)));
test("the formula functions are listed once", () => {
  assert.ok(functionNames(files).size > 12, "the rows of engine/functions were not found, so nothing was compared");
  none(secondFunctionList(files));
});
test("the rooms of layers.txt are there", () => {
  const gone = layers.layers.map(({ room }) => room).filter((room) => !existsSync(path.join(root, room)));
  none(gone.map((room) => `tests/tidy/layers.txt: there is no ${room}`));
});
