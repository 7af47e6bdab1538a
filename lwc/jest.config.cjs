// Jest with the real WebAssembly engine: only what Salesforce's platform serves is replaced.
const { jestConfig } = require("@salesforce/sfdx-lwc-jest/config");

const mocks = "<rootDir>/test/mocks";

module.exports = {
    ...jestConfig,
    moduleNameMapper: {
        ...jestConfig.moduleNameMapper,
        "^lightning/platformResourceLoader$": `${mocks}/platformResourceLoader.js`,
        "^@salesforce/resourceUrl/presave$": `${mocks}/presaveUrl.js`,
        "^@salesforce/resourceUrl/presaveRules$": `${mocks}/presaveRulesUrl.js`,
        "^@salesforce/i18n/timeZone$": `${mocks}/timeZone.js`
    },
    setupFilesAfterEnv: ["<rootDir>/test/setup.js"],
    testMatch: ["<rootDir>/force-app/**/__tests__/**/*.test.js"],
    modulePathIgnorePatterns: ["<rootDir>/dist-demo"]
};
