// The package in a real browser, by every way and under the Content Security Policies that pages have.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {bundleDocument, stay} from "./fixture.mjs";
import {Site} from "./pages.mjs";

const SELF = "default-src 'none'; connect-src 'self'; worker-src 'self'";
/** Policies by what a page's script-src allows. */
const WASM = `${SELF}; script-src 'self' 'wasm-unsafe-eval'`;
const NO_WASM = `${SELF}; script-src 'self'`;

const input = {document: bundleDocument, request: stay({Departure__c: "2026-04-30"})};
const wanted = bundleDocument.objects.Stay__c.rules[1].message;

let site;
before(async () => (site = await Site.open()));
after(() => site?.close());

/** Runs in the page: loads an engine and asks it everything once. */
async function askEverything({document: bundleText, request, options}) {
  const engine = await presave.loadEngine(options);
  const bundle = await engine.loadBundle(bundleText);
  const session = await bundle.session(request);
  const mapping = await bundle.mapping({object: "Stay__c", fields: {Guest__c: "Name"}});
  const answers = {
    runs: engine.runs,
    refused: engine.refused.map(({way, error}) => ({way, code: error.code, where: error.where, message: error.message})),
    message: (await bundle.validate(request)).failures[0].message,
    objects: await bundle.objects(),
    label: (await bundle.describe("Stay__c")).label,
    fields: (await bundle.requirements("Stay__c")).fields,
    explained: (await bundle.explain("DATES_IN_ORDER", request)).verdict,
    before: (await session.outcome()).verdict,
    after: (await session.set("Departure__c", "2026-05-30")).verdict,
    mapped: [mapping.facts.headings, await mapping.transform({Name: "Zoë"})],
    frames: document.querySelectorAll("iframe").length,
  };
  await mapping.dispose();
  await session.dispose();
  await bundle.dispose();
  engine.dispose();
  answers.framesAfter = document.querySelectorAll("iframe").length;
  try {
    await engine.loadBundle(bundleText);
  } catch ({code}) {
    answers.disposed = code;
  }
  return answers;
}

function assertAnswers(answers, runs) {
  assert.equal(answers.error, undefined, JSON.stringify(answers.error));
  assert.equal(answers.runs, runs, JSON.stringify(answers.refused));
  assert.equal(answers.message, wanted);
  assert.deepEqual(answers.objects, ["Stay__c"]);
  assert.equal(answers.label, "Stay");
  assert.ok(answers.fields.includes("Departure__c"));
  assert.deepEqual([answers.explained, answers.before, answers.after], ["fail", "fail", "pass"]);
  assert.deepEqual(answers.mapped, [["Name"], {record: {Guest__c: "Zoë"}}]);
  assert.equal(answers.disposed, "engineDisposed");
}

for (const path of ["/module.html", "/static.html"]) {
  test(`${path} runs WebAssembly where the policy allows it and no eval`, async () => {
    const answers = await site.run(path, WASM, askEverything, input);
    assertAnswers(answers, "webassembly");
    assert.deepEqual(answers.refused, []);
  });

  test(`${path} runs in a worker`, async () => {
    assertAnswers(await site.run(path, WASM, askEverything, {...input, options: {worker: true}}), "worker");
  });

  test(`${path} runs in a frame of another origin where the policy forbids WebAssembly`, async () => {
    const frame = `${site.other}/presave.frame.html`;
    const answers = await site.run(path, `${NO_WASM}; frame-src ${site.other}`, askEverything, {...input, options: {frame}});
    assertAnswers(answers, "frame");
    assert.equal(answers.refused[0].code, "webAssemblyBlocked");
    assert.deepEqual([answers.frames, answers.framesAfter], [1, 0]);
  });
}

test("/module.html names the directive where the policy forbids WebAssembly", async () => {
  const {error} = await site.run("/module.html", NO_WASM, askEverything, input);
  assert.equal(error.code, "webAssemblyBlocked");
  assert.equal(error.where, "Content-Security-Policy: script-src");
  assert.match(error.message, /Add 'wasm-unsafe-eval' to the script-src directive/);
});

test("/static.html runs in JavaScript where the policy forbids WebAssembly", async () => {
  const answers = await site.run("/static.html", NO_WASM, askEverything, input);
  assertAnswers(answers, "javascript");
  assert.equal(answers.refused[0].code, "webAssemblyBlocked");
});

test("a page without WebAssembly runs in JavaScript", async () => {
  async function without(given) {
    delete globalThis.WebAssembly;
    const engine = await presave.loadEngine();
    return {runs: engine.runs, code: engine.refused[0].error.code, verdict: engine.loadBundle(given.document).validate(given.request).verdict};
  }
  assert.deepEqual(await site.run("/static.html", WASM, without, input), {runs: "javascript", code: "webAssemblyMissing", verdict: "fail"});
});

test("a worker that the policy forbids is done without, and the directive is named", async () => {
  const policy = WASM.replace("worker-src 'self'", "worker-src 'none'");
  const answers = await site.run("/module.html", policy, askEverything, {...input, options: {worker: true}});
  assertAnswers(answers, "webassembly");
  assert.equal(answers.refused[0].way, "worker");
  assert.equal(answers.refused[0].where, "Content-Security-Policy: worker-src", answers.refused[0].message);
});

test("a worker that is not there is done without", async () => {
  const answers = await site.run("/module.html", WASM, askEverything, {...input, options: {worker: "/nowhere.js"}});
  assertAnswers(answers, "webassembly");
  assert.equal(answers.refused[0].code, "workerFailed");
});

test("an engine that the policy forbids to fetch: the directive and the Trusted URL are named", async () => {
  const {error} = await site.run("/module.html", WASM, askEverything, {...input, options: {wasm: `${site.other}/presave.wasm`}});
  assert.equal(error.code, "policyForbids");
  assert.equal(error.where, "Content-Security-Policy: connect-src");
  assert.ok(error.message.includes(`Trusted URLs, New Trusted URL, URL ${site.other}, tick connect-src (scripts)`), error.message);
});

test("a frame that the policy forbids: both refusals are told, with the Trusted URL", async () => {
  const frame = `${site.other}/presave.frame.html`;
  const {error} = await site.run("/module.html", NO_WASM, askEverything, {...input, options: {frame}});
  assert.match(error.message, /- webassembly: This page's Content Security Policy does not allow WebAssembly/);
  assert.ok(error.message.includes(`- frame: This page's Content Security Policy forbids loading ${frame}`), error.message);
  assert.ok(error.message.includes(`URL ${site.other}, tick frame-src (iframe content)`), error.message);
});

test("a frame that shows something else does not answer, and is taken away", async () => {
  async function wait(given) {
    const outcome = await presave.loadEngine(given.options).catch((error) => error);
    return {message: outcome.message, frames: document.querySelectorAll("iframe").length};
  }
  const options = {frame: `${site.other}/empty.html`, timeoutMs: 300};
  const {message, frames} = await site.run("/module.html", `${NO_WASM}; frame-src ${site.other}`, wait, {options});
  assert.match(message, /it did not answer within 0.3 s.*frame-ancestors/);
  assert.equal(frames, 0);
});

test("refusals of an engine elsewhere are the same errors", async () => {
  async function refused(given) {
    const bundle = await (await presave.loadEngine({worker: true})).loadBundle(given.document);
    return Promise.all([{...given.request, object: "Nowhere__c"}, {...given.request, record: 1n}].map((request) =>
      bundle.validate(request).then(() => "nothing", ({name, code}) => `${name} ${code}`)));
  }
  assert.deepEqual(await site.run("/module.html", WASM, refused, input), ["PresaveError unknownObject", "PresaveError malformedJson"]);
});

test("what was asked and not answered is refused when the engine ends", async () => {
  async function ended(given) {
    const engine = await presave.loadEngine({worker: true});
    const bundle = await engine.loadBundle(given.document);
    const pending = bundle.validate(given.request).catch(({code}) => code);
    engine.dispose();
    return [await pending, await bundle.validate(given.request).catch(({code}) => code)];
  }
  assert.deepEqual(await site.run("/module.html", WASM, ended, input), ["engineDisposed", "engineDisposed"]);
});

test("a frame does not answer what is no greeting of its version", async () => {
  async function strangers({frame}) {
    const outer = document.createElement("iframe");
    outer.src = frame;
    document.body.append(outer);
    await new Promise((loaded) => (outer.onload = loaded));
    const {port1, port2} = new MessageChannel();
    const answered = new Promise((resolve) => {
      port1.onmessage = () => resolve("answered");
      setTimeout(() => resolve("silent"), 300);
    });
    outer.contentWindow.postMessage({presave: 999}, "*", [port2]);
    return answered;
  }
  const frame = `${site.other}/presave.frame.html`;
  assert.equal(await site.run("/module.html", `${WASM}; frame-src ${site.other}`, strangers, {frame}), "silent");
});
