// The one list of everything that ./run and ./check do after installing: what a step is called, what must be
// done before it, its commands, and where its test counts stand. Adding a room's tests is one entry here.
import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { logFile, reportFile } from "./process.mjs";

/**
 * @typedef {object} Step
 * @property {string} id name on the command line and of the log
 * @property {string} title
 * @property {string[]} needs ids of steps that come before
 * @property {string[][]} commands run in the project's folder, one after the other
 * @property {Record<string, string>} [env]
 * @property {{form: "junit" | "jest" | "line", file: string}} [counts] where the test runner leaves its counts
 * @property {number} [minutes] how long a command of it may take before it is ended
 * @property {boolean} [demo] part of what ./run builds
 * @property {boolean} [slow] left out by ./check --fast
 * @property {boolean} [alone] nothing else runs beside it: its tests wait for a browser against the clock
 */

const HOUSE_RULE_TESTS = ["tests/tidy/rules.test.mjs", "tests/tidy/tree.test.mjs", "tools/steps/steps.test.mjs", "tools/demo/demo.test.mjs"];

/**
 * @param {string} root the project's folder
 * @param {Record<string, string | undefined>} env
 * @returns {Step[]}
 */
export function listSteps(root, env) {
  const jobs = env.PRESAVE_JOBS ?? String(availableParallelism());
  const shared = env.PRESAVE_SHARED_DIR ?? "";
  const report = (id, ending) => reportFile(id, ending, root);

  const cmake = (id, title, targets, more) => ({
    id,
    title,
    needs: [],
    commands: [
      ["cmake", "--preset", id, ...(id === "wasm" ? [] : [`-DPRESAVE_SHARED_DIR=${shared}`])],
      ["cmake", "--build", "--preset", id, "--parallel", jobs, ...targets.flatMap((name) => ["--target", name])],
    ],
    ...more,
  });
  const ctest = (id, title, preset, more) => ({
    id,
    title,
    needs: [preset],
    commands: [
      ["ctest", "--test-dir", `build/${preset}`, "--output-on-failure", "--no-tests=error", "--timeout", "300",
        "--parallel", jobs, "--output-junit", report(id, "xml")],
    ],
    counts: { form: "junit", file: report(id, "xml") },
    ...more,
  });
  const nodeTests = (id, title, command, more) => ({
    id,
    title,
    commands: [command],
    minutes: 10,
    env: { NODE_OPTIONS: bothReporters(report(id, "xml")) },
    counts: { form: "junit", file: report(id, "xml") },
    ...more,
  });

  return [
    cmake("release", "Build natively, optimized", ["presave"], { demo: true }),
    cmake("wasm", "Build to WebAssembly", ["presave_wasm", "presave"], { demo: true }),
    {
      id: "bundle",
      title: "Compile the example org's rules",
      needs: ["release"],
      commands: [["build/release/cli/presave", "compile", "examples/org", "-o", "build/example-bundle.json"]],
      demo: true,
    },
    npmBuild("package", "Build the npm package", "wasm/package", ["wasm"]),
    npmBuild("command-line", "Build the command line for pages", "cli/package", ["wasm"]),
    npmBuild("web", "Build the pages", "web", ["package", "command-line", "bundle"]),
    npmBuild("lwc", "Build the Lightning components", "lwc", ["package", "bundle"]),
    {
      id: "release-all",
      title: "Build the native tests",
      needs: ["release"],
      commands: [["cmake", "--build", "--preset", "release", "--parallel", jobs]],
    },
    ctest("release-tests", "Test natively", "release", { needs: ["release-all"] }),
    vectors("vectors", "Conformance vectors", "release", ["build/release/tests/vectors/vectors"], { root, shared, jobs }),
    vectors("vectors-wasm", "Conformance vectors, WebAssembly", "wasm", ["node", "build/wasm/tests/vectors/vectors.js"],
      { root, shared, jobs }),
    {
      id: "same-bits",
      title: "The same outcomes natively and in WebAssembly",
      needs: ["vectors", "vectors-wasm"],
      commands: [["cmp", outcomes("vectors", root), outcomes("vectors-wasm", root)]],
    },
    nodeTests("tidy", "House rules", ["node", "--test", ...HOUSE_RULE_TESTS], { needs: [] }),
    nodeTests("examples", "The example org: its tables, and a SARIF log of it", ["node", "--test", "tests/examples/tables.test.mjs", "tests/examples/sarif.test.mjs"], { needs: ["bundle"] }),
    {
      id: "rule-tests",
      title: "The example org's rules, tested",
      needs: ["release"],
      commands: [["build/release/cli/presave", "test", "examples/org/rule-tests", "--source", "examples/org", "--min-coverage", "100",
        "--html", "build/reports/rule-coverage.html", "--lcov", "build/reports/rule-coverage.info", "--junit", report("rule-tests", "xml")]],
      counts: { form: "junit", file: report("rule-tests", "xml") },
    },
    nodeTests("callout", "The callout endpoints, against their OpenAPI document", ["node", "--test", "tests/callout/callout.test.mjs"], { needs: ["release", "bundle"] }),
    nodeTests("package-tests", "Test the npm package", npmTest("wasm/package"), { needs: ["package", "bundle"] }),
    packageVectors("package-vectors", "Conformance vectors, through the npm package", [], { root, shared }),
    packageVectors("javascript-vectors", "Conformance vectors, without WebAssembly", ["--javascript"], { root, shared: "" }),
    nodeTests("operations", "The server as its administrator meets it", ["node", "--test", "tests/server/operations.test.mjs"], { needs: ["release"] }),
    nodeTests("nginx", "The server behind the nginx of the example", ["node", "--test", "tests/server/nginx.test.mjs"], { needs: ["release"] }),
    npmBuild("vite-example", "Build the Vite example", "examples/vite", ["package"], { demo: false }),
    nodeTests("vite-tests", "Test the Vite example in a browser", npmTest("examples/vite"), { needs: ["vite-example"] }),
    nodeTests("command-line-tests", "Test the command line for pages", npmTest("cli/package"), { needs: ["command-line", "bundle"] }),
    nodeTests("web-tests", "Test the pages' own parts", npmTest("web"), { needs: ["package", "bundle"] }),
    nodeTests("oauth-tests", "Test sign-in and tokens against an OAuth server", npmTest("tests/oauth"), { needs: ["release-all"] }),
    nodeTests("devorg-tests", "Test the stand-in org", npmTest("devorg"), { needs: [] }),
    {
      id: "lwc-lint",
      title: "Salesforce's ESLint rules over the components",
      needs: [],
      commands: [["npm", "run", "lint", "--workspace", "lwc"]],
    },
    nodeTests("lwc-metadata", "Test the Lightning project's metadata", ["npm", "run", "test:metadata", "--workspace", "lwc"], { needs: [] }),
    {
      id: "lwc-tests",
      title: "Test the Lightning components",
      needs: ["lwc"],
      commands: [["npm", "run", "test:unit", "--workspace", "lwc", "--", "--", "--json", `--outputFile=${report("lwc-tests", "json")}`]],
      counts: { form: "jest", file: report("lwc-tests", "json") },
    },
    cmake("asan", "Build natively, clang with sanitizers", [], { slow: true }),
    ctest("asan-tests", "Test natively, with sanitizers", "asan", { slow: true }),
    nodeTests("lwc-browser", "Test the components in a browser", ["npm", "run", "test:browser", "--workspace", "lwc"],
      { needs: ["lwc", "web"], slow: true, alone: true }),
    nodeTests("e2e", "Test everything together in a browser", npmTest("tests/e2e"),
      { needs: ["release", "bundle", "web"], slow: true, alone: true }),
  ];
}

function vectors(id, title, preset, runner, { root, shared, jobs }) {
  return {
    id,
    title,
    needs: [preset],
    commands: [
      ["cmake", "--build", "--preset", preset, "--parallel", jobs, "--target", "vectors"],
      [...runner, "--outcomes", outcomes(id, root), "--skip", skipList(root), ...vectorFiles(root, shared)],
    ],
    counts: { form: "line", file: logFile(id, root) },
  };
}

/** The same, asked from where callers of the npm package stand. */
function packageVectors(id, title, options, { root, shared }) {
  const skips = ["--skip", skipList(root), "--skip", path.join(root, "wasm/package/test/vectors/skip.txt")];
  return {
    id,
    title,
    needs: ["package"],
    commands: [["node", "wasm/package/test/vectors.mjs", ...options, ...skips, ...vectorFiles(root, shared)]],
    counts: { form: "line", file: logFile(id, root) },
  };
}

function skipList(root) {
  return path.join(root, "tests/vectors/skip.txt");
}

/** The conformance files of the project, and those beside it where there are any. */
function vectorFiles(root, shared) {
  const folders = [path.join(root, "tests/vectors"), ...(shared ? [path.join(shared, "vectors")] : [])];
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder).filter((name) => name.endsWith(".jsonl")).sort().map((name) => path.join(folder, name)));
}

/** Where a run of the vectors leaves every outcome, a line each. */
function outcomes(id, root) {
  return reportFile(id, "outcomes", root);
}

function npmBuild(id, title, workspace, needs, more) {
  return { id, title, needs, commands: [["npm", "run", "build", "--workspace", workspace]], demo: true, ...more };
}

function npmTest(workspace) {
  return ["npm", "test", "--workspace", workspace];
}

/** Words for people into the log, counts into a file. */
function bothReporters(file) {
  return [
    "--test-reporter=spec", "--test-reporter-destination=stdout",
    "--test-reporter=junit", `--test-reporter-destination=${file}`,
  ].join(" ");
}

