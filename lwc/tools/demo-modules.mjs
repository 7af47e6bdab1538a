// What stands in for Salesforce's platform when the components are bundled for a page of our own: where every module
// comes from, and the words that the platform's build would fill in.
import {readdir} from "node:fs/promises";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import lwc from "@lwc/rollup-plugin";
import nodeResolve from "@rollup/plugin-node-resolve";
import {readLabels} from "./labels.mjs";

export const room = dirname(dirname(fileURLToPath(import.meta.url)));
export const source = join(room, "force-app/main/default");
const platform = (file) => join(room, "demo/platform", file);

const components = await readdir(join(source, "lwc"));
const modules = [
  ...components.map((name) => ({name: `c/${name}`, path: join(source, "lwc", name, `${name}.js`)})),
  {dir: join(room, "demo/modules")},
  {name: "demo/org", path: platform("org.js")},
  ...Object.entries({
    "lightning/platformResourceLoader": "platformResourceLoader.js",
    "lightning/actions": "actions.js",
    "lightning/flowSupport": "flowSupport.js",
    "lightning/uiRecordApi": "uiRecordApi.js",
    "lightning/uiObjectInfoApi": "uiObjectInfoApi.js",
    "@salesforce/apex/PresaveContext.load": "apexContext.js",
    "@salesforce/apex/PresaveSettings.load": "apexSettings.js",
    "@salesforce/resourceUrl/presave": "presaveUrl.js",
    "@salesforce/resourceUrl/presaveRules": "presaveRulesUrl.js",
    "@salesforce/user/Id": "userId.js",
    "@salesforce/i18n/currency": "currency.js",
    "@salesforce/i18n/lang": "language.js",
    "@salesforce/i18n/locale": "language.js",
    "@salesforce/i18n/timeZone": "timeZone.js",
  }).map(([name, file]) => ({name, path: platform(file)})),
  // Element internals and synthetic shadow, which the design system's style sheet needs, exclude each other.
  {name: "@salesforce/gate/bc.260.enableComboboxElementInternals", path: platform("gateClosed.js")},
  {npm: "lightning-base-components"},
];

/** @salesforce/label outside the platform: the label in the page's language, English where it has none. */
const labels = await readLabels(source);
const LABEL = "@salesforce/label/c.";
const customLabels = {
  name: "custom-labels",
  resolveId: (id) => (id.startsWith(LABEL) ? `\0${id}` : null),
  load(id) {
    if (!id.startsWith(`\0${LABEL}`)) return null;
    const name = id.slice(LABEL.length + 1);
    const texts = Object.fromEntries(Object.entries(labels).map(([language, all]) => [language, all[name]]));
    if (!texts.en) throw new Error(`There is no custom label ${name}.`);
    return `import language from "@salesforce/i18n/lang"; const texts = ${JSON.stringify(texts)};
      export default texts[language.slice(0, 2)] ?? texts.en;`;
  },
};

/** What the libraries ask of their surroundings; a browser has neither word. */
const surroundings = {"import.meta.env.SSR": "false", "process.env.NODE_ENV": '"production"'};
const answerSurroundings = {
  name: "answer-surroundings",
  transform(code) {
    const asked = Object.entries(surroundings).filter(([question]) => code.includes(question));
    if (asked.length === 0) return null;
    return {code: asked.reduce((text, [question, answer]) => text.replaceAll(question, answer), code), map: null};
  },
};

/**
 * Outside the platform the base components read a typed date as local midnight and check it against the same
 * instant in UTC, so that east of Greenwich no typed date is accepted. On the platform another service reads it.
 */
const mendTypedDates = {
  name: "mend-typed-dates",
  transform(code, id) {
    if (!id.includes("internationalizationLibrary/datetime/dateTimeUtils.js")) return null;
    const mended = code.replace("Object.assign({}, utcTimeZone, formatOptions)", "formatOptions");
    if (mended === code) throw new Error(`${id} has changed; see whether typed dates still need mending.`);
    return {code: mended, map: null};
  },
};

/** Rollup's plugins for the components; `folders` are more places with packages. */
export function plugins(folders = []) {
  const resolve = nodeResolve({modulePaths: folders});
  return [customLabels, lwc({rootDir: room, modules}), resolve, answerSurroundings, mendTypedDates];
}

/** Rollup's warnings but those about the base components, which are not ours. */
export function onwarn(warning, warn) {
  if (!/node_modules/.test(warning.id ?? warning.loc?.file ?? warning.ids?.join() ?? "")) warn(warning);
}
