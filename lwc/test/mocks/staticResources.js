// Stands in for Salesforce's static resource server: the engine as it was built, and the rules of the tests.
import { readFileSync } from "fs";
import { resolve } from "path";

const ENGINE = resolve(__dirname, "../../../wasm/package/dist");

export const PRESAVE_URL = "/resource/1/presave";
export const RULES_URL = "/resource/1/presaveRules";

const files = {
    [`${PRESAVE_URL}/presave.static.js`]: resolve(ENGINE, "presave.static.js"),
    [`${PRESAVE_URL}/presave.wasm`]: resolve(ENGINE, "presave.wasm"),
    [`${PRESAVE_URL}/presave.javascript.js`]: resolve(ENGINE, "presave.javascript.js"),
    [RULES_URL]: resolve(__dirname, "../rules.json")
};

/** The bytes of a static resource. */
export function readResource(address) {
    return readFileSync(files[address]);
}

/** fetch() of the static resources and nothing else. */
export async function fetchResource(address) {
    if (!(address in files)) return { ok: false, status: 404 };
    const bytes = readResource(address);
    return {
        ok: true,
        status: 200,
        text: async () => bytes.toString("utf8"),
        arrayBuffer: async () => Uint8Array.from(bytes).buffer
    };
}
