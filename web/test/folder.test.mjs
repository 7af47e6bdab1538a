// Folders that are dropped: what of them is read, in portions as browsers give them, and how much at most.
import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./source.mjs";

const { FolderTooLarge, readChosen, readDropped } = await source("workbench/folder.ts");

/** An entry as browsers give it; folders hand out their entries in portions of two. */
function entry(name, content) {
  if (typeof content === "string") return { name, isDirectory: false, file: (done) => done(new File([content], name)) };
  const children = Object.entries(content).map(([child, inside]) => entry(child, inside));
  const createReader = () => {
    let at = 0;
    return { readEntries: (done) => done(children.slice(at, (at += 2))) };
  };
  return { name, isDirectory: true, createReader };
}

const PROJECT = {
  "sfdx-project.json": "{}",
  "README.md": "#",
  node_modules: { big: { "x.object": "no" } },
  "force-app": {
    objects: { A__c: { "A__c.object-meta.xml": "<a/>", fields: { "F__c.field-meta.xml": "<f/>" } } },
    lwc: { a: { "a.js": "no" } },
    classes: { "A.cls-meta.xml": "no" },
  },
  "rule-tests": { "A__c.yaml": "object: A__c", "notes.txt": "no test" },
};

const pathsOf = (files) => files.map(({ path }) => path).sort();
const SOURCE = ["force-app/objects/A__c/A__c.object-meta.xml", "force-app/objects/A__c/fields/F__c.field-meta.xml", "rule-tests/notes.txt", "sfdx-project.json"];

test("a dropped folder gives its metadata and its rule tests, and nothing of code and packages", async () => {
  const { source: files, tests } = await readDropped(entry("project", PROJECT));
  assert.deepEqual(pathsOf(files), SOURCE);
  assert.deepEqual(pathsOf(tests), ["A__c.yaml"]);
  assert.equal(new TextDecoder().decode(tests[0].content), "object: A__c");
});

test("a chosen folder gives the same, without its own name in the paths", async () => {
  const files = ["force-app/objects/A__c/A__c.object-meta.xml", "force-app/lwc/a/a.js", "rule-tests/A__c.yaml"].map((path) =>
    Object.assign(new File(["x"], path.split("/").at(-1)), { webkitRelativePath: `project/${path}` }));
  const folder = await readChosen(files);
  assert.deepEqual(pathsOf(folder.source), ["force-app/objects/A__c/A__c.object-meta.xml"]);
  assert.deepEqual(pathsOf(folder.tests), ["A__c.yaml"]);
});

test("too many files, or too many bytes, are refused before they are read", async () => {
  const unread = (size) => ({ webkitRelativePath: "p/a.xml", size, arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)) });
  const many = (count) => Array.from({ length: count }, () => unread(1));
  assert.equal((await readChosen(many(20_000))).source.length, 20_000);
  await assert.rejects(readChosen(many(20_001)), FolderTooLarge);
  const limit = 128 * 1024 * 1024;
  assert.equal((await readChosen([unread(limit)])).source.length, 1);
  await assert.rejects(readChosen([unread(limit + 1)]), FolderTooLarge);
});
