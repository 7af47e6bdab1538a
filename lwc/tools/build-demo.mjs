// Builds the demo page into dist-demo/: the components as they are, with what the platform would serve
// (base components, design system, static resources) beside them.
import {cp, mkdir, readdir, rm, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {rollup} from "rollup";
import {onwarn, plugins, room, source} from "./demo-modules.mjs";
import {describeOrg} from "./demo-org.mjs";

const project = dirname(room);
const output = join(room, "dist-demo");

async function bundle() {
  const build = await rollup({input: join(room, "demo/main.js"), plugins: plugins(), onwarn});
  await build.write({file: join(output, "demo.js"), format: "es", inlineDynamicImports: true});
  await build.close();
}

async function copyDesignSystem() {
  const assets = join(dirname(createRequire(import.meta.url).resolve("@salesforce-ux/design-system/package.json")), "assets");
  const styles = "salesforce-lightning-design-system.min.css";
  await cp(join(assets, "styles", styles), join(output, "slds", styles));
}

async function copyStaticResources() {
  const resources = join(source, "staticresources");
  await cp(join(resources, "presave"), join(output, "presave"), {recursive: true});
  await cp(join(resources, "presaveRules.json"), join(output, "presaveRules.json"));
}

async function copyPage() {
  for (const file of ["index.html", "demo.css", "frame.html", "frame.js"]) await cp(join(room, "demo", file), join(output, file));
  const samples = join(project, "examples/org/data");
  for (const file of await readdir(samples)) await cp(join(samples, file), join(output, "data", file));
  const org = await describeOrg(join(project, "examples/org"), join(output, "presaveRules.json"));
  await writeFile(join(output, "org.json"), JSON.stringify(org));
}

await rm(output, {recursive: true, force: true});
await mkdir(output, {recursive: true});
await Promise.all([copyDesignSystem(), copyStaticResources()]);
await copyPage();
await bundle();
