// The service that holds the rule engine: loads it and the org's bundle once for a page, and tells everyone
// who watches how far it is. It shows nothing.
import PRESAVE from "@salesforce/resourceUrl/presave";
import RULES from "@salesforce/resourceUrl/presaveRules";
import TIME_ZONE from "@salesforce/i18n/timeZone";
import loadSettings from "@salesforce/apex/PresaveSettings.load";
import { loadScript } from "lightning/platformResourceLoader";
import { TEXT, fill, reasonOf } from "c/presaveText";

/** The three states; a failed one carries `error`, a ready one `bundle`, and `rules`, the text that it was made of. */
export const LOADING = "loading";
export const READY = "ready";
export const FAILED = "failed";

let current = null;
const watchers = new Set();

/**
 * Calls `watcher` with the state now and whenever it changes. The first watcher starts the loading.
 * Returns the function that ends the watch; call it in disconnectedCallback.
 */
export function watchEngine(watcher) {
    watchers.add(watcher);
    if (current === null) load();
    else watcher(current);
    return () => watchers.delete(watcher);
}

/** Tries again after a failure; does nothing in the other states. */
export function retry() {
    if (current?.name === FAILED) load();
}

async function load() {
    announce({ name: LOADING });
    try {
        announce({ name: READY, ...(await loadBundle()) });
    } catch (error) {
        announce({ name: FAILED, error });
    }
}

async function loadBundle() {
    const [rules, engine] = await Promise.all([loadRules(), loadEngine()]);
    return { bundle: engine.loadBundle(rules), rules };
}

async function loadEngine() {
    await loadScript(undefined, `${PRESAVE}/presave.static.js`);
    return window.presave.loadEngine({
        wasm: `${PRESAVE}/presave.wasm`,
        // For pages that do not let components run WebAssembly: the same engine as JavaScript, slower.
        javascript: () => loadScript(undefined, `${PRESAVE}/presave.javascript.js`),
        timeZone: TIME_ZONE
    });
}

/** The bundle's text: of the static resource that the org's settings name, or of presaveRules. */
async function loadRules() {
    const { rulesAddress, rulesResource } = await readSettings();
    const address = rulesAddress ?? RULES;
    const response = await fetch(address);
    if (response.ok) return response.text();
    throw new Error(fill(TEXT.rulesMissing, address, response.status, rulesResource ?? "presaveRules"));
}

async function readSettings() {
    try {
        return JSON.parse(await loadSettings());
    } catch (error) {
        throw new Error(fill(TEXT.settingsUnread, reasonOf(error)), { cause: error });
    }
}

function announce(state) {
    current = Object.freeze(state);
    watchers.forEach((watcher) => watcher(current));
}
