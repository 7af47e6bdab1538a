// Checks that need what is too large, or under terms too far from this project's, to be installed by default. Each
// installs its packages into build/opt-in and nowhere else.
//   node tools/opt-in.mjs apex      type-checks the Apex classes; needs java (50 MB)
//   node tools/opt-in.mjs convert   sf project convert source (480 MB)
//   node tools/opt-in.mjs locker --accept-terms
//       the browser tests inside Lightning Web Security's sandbox. Whoever installs it accepts Salesforce's terms of use
//       (in its LICENSE.txt): they are not those of open source, so say that you do.
import {execFileSync} from "node:child_process";
import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const project = join(root, "build/salesforce");

const CHECKS = {
  apex: {
    packages: ["@salesforce/code-analyzer-pmd-engine@0.46.0"],
    run(folder) {
      const jars = join(folder, "node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib/*");
      run("java", ["-cp", jars, "io.github.apexdevtools.apexls.CheckForIssues", "-w", project, "-d", "warnings"]);
    },
  },
  convert: {
    // The command line needs a newer Node than this project does.
    packages: ["node@22.23.3", "@salesforce/cli@2.146.3"],
    run(folder) {
      const command = [join(folder, "node_modules/@salesforce/cli/bin/run.js"), "project", "convert", "source"];
      for (const part of ["force-app", "server-app"]) {
        const output = join(folder, "converted", part);
        rmSync(output, {recursive: true, force: true});
        run(join(folder, "node_modules/.bin/node"), [...command, "--root-dir", part, "--output-dir", output], {cwd: project});
      }
    },
  },
  locker: {
    packages: ["@locker/sandbox@0.28.4"],
    mustAccept: true,
    run(folder) {
      run(process.execPath, [join(root, "lwc/tools/build-demo.mjs")]);
      run(process.execPath, [join(root, "lwc/tools/build-locker.mjs"), folder]);
      const tests = ["demo", "components"].map((name) => join(root, `lwc/test-browser/${name}.test.mjs`));
      run(process.execPath, ["--test", ...tests], {env: {...process.env, PRESAVE_DEMO_PAGE: "locker.html"}});
    },
  },
};

function run(program, parameters, options = {}) {
  execFileSync(program, parameters, {stdio: "inherit", ...options});
}

const name = process.argv[2];
const check = Object.hasOwn(CHECKS, name ?? "") ? CHECKS[name] : undefined;
if (!check) {
  console.error(`usage: node tools/opt-in.mjs ${Object.keys(CHECKS).join(" | ")}`);
  process.exit(2);
}
if (check.mustAccept && !process.argv.includes("--accept-terms")) {
  console.error(`${check.packages} comes under Salesforce's terms of use. Read them, then add --accept-terms.`);
  process.exit(2);
}
const folder = join(root, "build/opt-in", name);
mkdirSync(folder, {recursive: true});
writeFileSync(join(folder, "package.json"), JSON.stringify({private: true}));
run("npm", ["install", "--save-exact", "--no-audit", "--no-fund", ...check.packages], {cwd: folder});
run(process.execPath, [join(root, "lwc/tools/project.mjs")]);
check.run(folder);
