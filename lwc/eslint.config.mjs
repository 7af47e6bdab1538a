// Salesforce's own rules, for the components and for the demo's page.
import salesforce from "@salesforce/eslint-config-lwc/recommended.js";

const components = ["force-app/**/lwc/**/*.js", "demo/modules/**/*.js"];
const tests = ["force-app/**/__tests__/**/*.js"];

export default [
  {ignores: ["dist-demo/**", "force-app/main/default/staticresources/**", "test/labels/**"]},
  ...salesforce.map((config) => ({...config, files: components})),
  {
    files: tests,
    languageOptions: {globals: {process: "readonly", require: "readonly", __dirname: "readonly"}},
    // In tests a wire adapter is a stand-in that is told what to answer, and time is waited for.
    rules: {
      "@lwc/lwc/no-unexpected-wire-adapter-usages": "off",
      "@lwc/lwc/no-async-operation": "off",
      "no-await-in-loop": "off",
    },
  },
];
