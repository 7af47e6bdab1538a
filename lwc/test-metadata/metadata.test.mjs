// Salesforce's own tools look at almost nothing before a deployment, so this does: XML, pairs of files, names that
// must exist elsewhere, Apex that parses.
import assert from "node:assert/strict";
import {existsSync} from "node:fs";
import {basename, join} from "node:path";
import {test} from "node:test";
import {ApexParserFactory, ApexErrorListener} from "@apexdevtools/apex-parser";
import {filesBelow, read, room, textsOf, xmlOf} from "./project.mjs";

const files = [...filesBelow("force-app"), ...filesBelow("server-app")];
const ending = (text) => files.filter((file) => file.endsWith(text));
const modules = ending(".js").filter((file) => file.includes("/lwc/"));
const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found);

test("every piece of metadata is well-formed XML of Salesforce's namespace", () => {
  for (const file of ending("-meta.xml")) {
    const {documentElement} = xmlOf(file);
    assert.equal(documentElement.namespaceURI, "http://soap.sforce.com/2006/04/metadata", file);
  }
});

test("every class and every component has its metadata, and the other way round", () => {
  for (const file of ending(".cls")) assert.ok(files.includes(`${file}-meta.xml`), file);
  for (const file of ending(".cls-meta.xml")) assert.ok(files.includes(file.replace("-meta.xml", "")), file);
  const bundles = new Set(modules.map((file) => file.split("/").at(-2)));
  for (const name of bundles) {
    assert.ok(files.includes(`force-app/main/default/lwc/${name}/${name}.js-meta.xml`), name);
    assert.ok(files.includes(`force-app/main/default/lwc/${name}/${name}.js`), name);
  }
});

test("every component has a test", () => {
  // The form model is tested through the editor, which is all that uses it.
  const tested = modules.filter((file) => !file.endsWith("presaveFormModel.js"));
  for (const file of tested) {
    const name = basename(file, ".js");
    const folder = join(room, "force-app/main/default/lwc", name, "__tests__");
    assert.ok(existsSync(folder), `${name} has no test`);
  }
});

test("what a component offers page builders is what it takes", () => {
  for (const file of ending(".js-meta.xml")) {
    const document = xmlOf(file);
    const code = read(file.replace("-meta.xml", ""));
    for (const property of document.getElementsByTagName("property")) {
      const name = property.getAttribute("name");
      assert.match(code, new RegExp(`@api\\s+(get )?${name}\\b`), `${file}: ${name}`);
    }
    const targets = new Set(textsOf(document, "target"));
    const configured = [...document.getElementsByTagName("targetConfig")].flatMap((config) => config.getAttribute("targets").split(","));
    for (const target of configured) assert.ok(targets.has(target) || target === "lightningCommunity__Default", `${file}: ${target}`);
  }
});

test("an exposed component says what it is, another is offered nowhere", () => {
  for (const file of ending(".js-meta.xml")) {
    const document = xmlOf(file);
    const isExposed = textsOf(document, "isExposed")[0] === "true";
    assert.equal(textsOf(document, "target").length > 0, isExposed, file);
    if (isExposed) assert.ok(textsOf(document, "masterLabel")[0] && textsOf(document, "description")[0], file);
  }
});

test("Apex parses", () => {
  for (const file of ending(".cls")) {
    const problems = [];
    const listener = new (class extends ApexErrorListener {
      apexSyntaxError(line, column, message) {
        problems.push(`${file}:${line}:${column} ${message}`);
      }
    })();
    const {parser} = ApexParserFactory.createLexerAndParser(read(file), listener);
    parser.compilationUnit();
    assert.deepEqual(problems, []);
  }
});

test("every Apex method that a component calls is there, cacheable, and granted by the permission set", () => {
  const granted = new Set(textsOf(xmlOf("force-app/main/default/permissionsets/Presave_User.permissionset-meta.xml"), "apexClass"));
  const called = new Set(modules.flatMap((file) => all(read(file), /@salesforce\/apex\/([\w.]+)/g)));
  assert.ok(called.size > 0);
  for (const name of called) {
    const [className, method] = name.split(".");
    const code = read(`force-app/main/default/classes/${className}.cls`);
    assert.match(code, new RegExp(`@AuraEnabled\\(cacheable=true\\)\\s+public static String ${method}\\(`), name);
    assert.match(code, /public with sharing class/, name);
    assert.ok(granted.has(className), `${className} is not granted`);
  }
});

test("every field of the settings that Apex reads is there", () => {
  const code = read("force-app/main/default/classes/PresaveSettings.cls");
  const fields = ending(".field-meta.xml").flatMap((file) => textsOf(xmlOf(file), "fullName"));
  const used = new Set(all(code, /\b(\w+__c)\b/g));
  assert.deepEqual([...used].sort(), fields.sort());
  const set = xmlOf("force-app/main/default/customMetadata/Presave_Setting.Default.md-meta.xml");
  assert.deepEqual(textsOf(set, "field").sort(), fields.sort());
});

test("the user's permission set gives no access to records", () => {
  const set = xmlOf("force-app/main/default/permissionsets/Presave_User.permissionset-meta.xml");
  for (const name of ["objectPermissions", "fieldPermissions", "userPermissions"]) assert.deepEqual(textsOf(set, name), []);
  const integration = xmlOf("server-app/main/default/permissionsets/Presave_Integration.permissionset-meta.xml");
  assert.deepEqual([...integration.getElementsByTagName("userPermissions")].map((given) => textsOf(given, "name")[0]), ["ApiEnabled"]);
});

test("the server's address stands in the server's part alone, and is replaced when it is deployed", () => {
  const {replacements} = JSON.parse(read("sfdx-project.json"));
  const [{stringToReplace: address}] = replacements;
  for (const file of filesBelow("force-app")) {
    if (!file.endsWith("Test.cls")) assert.ok(!read(file).includes(address), file);
  }
  const addresses = filesBelow("server-app").flatMap((file) => all(read(file), />(https?:\/\/[^<]+)</g));
  assert.ok(addresses.length >= 4);
  for (const found of addresses) assert.ok(found.startsWith(address), found);
});
