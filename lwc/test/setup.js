// What browsers have and jsdom has not, and the matcher for accessibility.
import { TextDecoder, TextEncoder } from "util";
import { setup } from "@sa11y/jest";
import { fetchResource } from "./mocks/staticResources";

Object.assign(globalThis, { TextDecoder, TextEncoder, fetch: fetchResource });
// Newer than the URL of jsdom; every browser that Salesforce supports has it.
URL.canParse ??= (address, base) => {
    try {
        return Boolean(new URL(address, base));
    } catch {
        return false;
    }
};
setup();
