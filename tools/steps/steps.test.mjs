// The runner of ./check, checked: counts are true, broken things are never counted as passed.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { chooseSteps, UsageError } from "./choice.mjs";
import { countJest, countJunit, countLine, failuresOfJunit } from "./counts.mjs";
import { listSteps } from "./list.mjs";
import { reportFile, runStep } from "./process.mjs";
import { closingLine, table } from "./report.mjs";
import { runAll } from "./scheduler.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "presave-steps-"));
const step = (id, needs = [], more = {}) => ({ id, title: id, needs, commands: [], ...more });
const done = (item) => ({ step: item, state: "done", counts: { passed: 1, failed: 0, skipped: 0 }, seconds: 0 });

test("JUnit: each test case counts once, however suites nest and whatever their totals say", () => {
  const xml = `<testsuites><testsuite tests="99"><testcase name="a"/><testcase name="b > c" status="run"></testcase>
    <testsuite><testcase name="d"><failure message="x &lt;testcase>"/></testcase></testsuite></testsuite>
    <testcase name="e"><skipped/></testcase><testcase name="f" status="notrun"/>
    <testcase name="g"><error/></testcase></testsuites>`;
  assert.deepEqual(countJunit(xml), { passed: 2, failed: 2, skipped: 2 });
});

test("JUnit: which failed, and with what words", () => {
  const xml = `<testcase name="a"/><testcase name="b &lt; c"><failure message="x"/><properties><p>no</p></properties>
    <system-out>1 &amp;lt; 2</system-out></testcase>`;
  assert.deepEqual(failuresOfJunit(xml), [{ name: "b < c", words: "1 &lt; 2" }]);
});

test("Jest: a suite that does not load is a failure", () => {
  const json = JSON.stringify({ numPassedTests: 3, numFailedTests: 1, numRuntimeErrorTestSuites: 1, numPendingTests: 2, numTodoTests: 1 });
  assert.deepEqual(countJest(json), { passed: 3, failed: 2, skipped: 3 });
});

test("a plain closing line, and only as the last", () => {
  assert.deepEqual(countLine("noise\n3 passed, 1 failed, 2 skipped\n"), { passed: 3, failed: 1, skipped: 2 });
  assert.deepEqual(countLine("3 passed, 0 failed"), { passed: 3, failed: 0, skipped: 0 });
  assert.throws(() => countLine("3 passed, 0 failed\nSegmentation fault\n"));
});

test("the first step of a fresh checkout finds the folder of the reports", async () => {
  const fresh = mkdtempSync(path.join(tmpdir(), "presave-steps-"));
  const file = reportFile("x", "outcomes", fresh);
  const { state } = await runStep(step("x", [], { commands: [[process.execPath, "-e", `require("fs").writeFileSync(${JSON.stringify(file)}, "")`]] }), fresh);
  assert.equal(state, "done");
});

test("a step that crashes, tests nothing or leaves no report is one failure", async () => {
  const report = path.join(folder, "report.xml");
  const counts = { form: "junit", file: report };
  const script = (text) => [[process.execPath, "-e", text]];
  const write = (xml, code) => script(`require("fs").writeFileSync(${JSON.stringify(report)}, ${JSON.stringify(xml)}); process.exit(${code})`);

  const one = async (commands, more = { counts }) => {
    const { state, counts: { passed, failed } } = await runStep(step("x", [], { commands, ...more }), folder);
    return { state, passed, failed };
  };
  assert.deepEqual(await one(write("<testcase/>", 0)), { state: "done", passed: 1, failed: 0 });
  assert.deepEqual(await one(write("<testcase/>", 3)), { state: "failed", passed: 1, failed: 1 });
  assert.deepEqual(await one(write("<testcase><failure/></testcase>", 0)), { state: "failed", passed: 0, failed: 1 });
  assert.deepEqual(await one(write("<testsuites/>", 0)), { state: "failed", passed: 0, failed: 1 });
  assert.deepEqual(await one(script("")), { state: "failed", passed: 0, failed: 1 }, "yesterday's report is gone");
  assert.deepEqual(await one([["presave-no-such-program"]], {}), { state: "failed", passed: 0, failed: 1 });
});

test("a step that hangs is ended, with all that it has started, and says so", async () => {
  const file = path.join(folder, "grandchild");
  const grandchild = `require("fs").writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000)`;
  const hangs = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit" }); setInterval(() => {}, 1000)`;
  const { state, why } = await runStep(step("x", [], { commands: [[process.execPath, "-e", hangs]], minutes: 0.02 }), folder);
  assert.equal(state, "failed");
  assert.match(why, /did not end within 0.02 minutes/);
  const pid = Number(readFileSync(file, "utf8"));
  const isAlive = () => existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  for (let i = 0; i < 100 && isAlive(); ++i) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(!isAlive());
});

test("steps run after their needs, two at a time, and not at all when a need broke", async () => {
  const order = [];
  let most = 0;
  let now = 0;
  const run = async (item) => {
    now += 1;
    most = Math.max(most, now);
    order.push(item.id);
    await new Promise((resolve) => setTimeout(resolve, 5));
    now -= 1;
    return item.id === "bad" ? { ...done(item), state: "failed" } : done(item);
  };
  const steps = [step("last", ["first", "second"]), step("first"), step("second"), step("bad"), step("after", ["bad"]), step("later", ["after"])];
  const outcomes = await runAll(steps, run);
  assert.equal(most, 2);
  assert.ok(order.indexOf("last") > order.indexOf("first") && order.indexOf("last") > order.indexOf("second"));
  assert.deepEqual(outcomes.map(({ state }) => state), ["done", "done", "done", "failed", "not run", "not run"]);
});

test("a step that wants to be alone is alone", async () => {
  let now = 0;
  const run = async (item) => {
    now += 1;
    if (item.alone) assert.equal(now, 1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (item.alone) assert.equal(now, 1);
    now -= 1;
    return done(item);
  };
  const outcomes = await runAll([step("a"), step("b", [], { alone: true }), step("c"), step("d")], run);
  assert.ok(outcomes.every(({ state }) => state === "done"));
});

test("the closing line is plain and the table has every step", () => {
  const outcomes = [done(step("a")), { ...done(step("b")), state: "failed", counts: { passed: 2, failed: 1, skipped: 0 } }];
  assert.equal(closingLine(outcomes), "3 passed, 1 failed");
  assert.match(table(outcomes), /a +done[\s\S]*b +failed/);
});

test("the list itself: needs exist, ids are unique, the demo needs only what the demo builds", () => {
  const all = listSteps(folder, {});
  const ids = all.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, needs, demo } of all) {
    for (const need of needs) {
      assert.ok(ids.includes(need), `${id} needs ${need}`);
      if (demo) assert.ok(all.find((other) => other.id === need).demo, `./run builds ${id} but not ${need}`);
    }
  }
});

test("--fast, --stage and mistakes", () => {
  const all = [step("a"), step("b", ["a"]), step("c", [], { slow: true }), step("d", ["b"], { demo: true })];
  const ids = (argv) => chooseSteps(all, argv).steps.map(({ id }) => id);
  assert.deepEqual(ids([]), ["a", "b", "c", "d"]);
  assert.deepEqual(ids(["--fast"]), ["a", "b", "d"]);
  assert.deepEqual(ids(["--stage", "b"]), ["a", "b"]);
  assert.deepEqual(ids(["--demo"]), ["d"]);
  assert.throws(() => ids(["--stage", "x"]), UsageError);
  assert.throws(() => ids(["--quick"]), UsageError);
});

test("a report with no end does not hang the counting", () => {
  assert.deepEqual(countJunit("<testcase ".repeat(1000)), { passed: 0, failed: 0, skipped: 0 });
});
