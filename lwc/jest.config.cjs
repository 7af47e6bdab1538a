// Jest with the real WebAssembly engine: only what Salesforce's platform serves is replaced.
const { jestConfig } = require("@salesforce/sfdx-lwc-jest/config");

const mocks = "<rootDir>/test/mocks";

module.exports = {
    ...jestConfig,
    globalSetup: "<rootDir>/test/globalSetup.mjs",
    moduleNameMapper: {
        ...jestConfig.moduleNameMapper,
        "^lightning/platformResourceLoader$": `${mocks}/platformResourceLoader.js`,
        "^lightning/actions$": `${mocks}/actions.js`,
        "^lightning/flowSupport$": `${mocks}/flowSupport.js`,
        "^@salesforce/apex/PresaveContext.load$": `${mocks}/apexContext.js`,
        "^@salesforce/apex/PresaveSettings.load$": `${mocks}/apexSettings.js`,
        "^@salesforce/label/c\\.(\\w+)$": "<rootDir>/test/labels/$1.js",
        "^@salesforce/resourceUrl/presave$": `${mocks}/presaveUrl.js`,
        "^@salesforce/resourceUrl/presaveRules$": `${mocks}/presaveRulesUrl.js`,
        "^@salesforce/i18n/timeZone$": `${mocks}/timeZone.js`
    },
    setupFilesAfterEnv: ["<rootDir>/test/setup.js"],
    testMatch: ["<rootDir>/force-app/**/__tests__/**/*.test.js"],
    modulePathIgnorePatterns: ["<rootDir>/dist-demo"]
};
