// lightning/platformResourceLoader that runs the real script, as the platform's does.
import { readResource } from "./staticResources";

export const loadScript = jest.fn(async (component, address) => {
    window.eval(readResource(address).toString("utf8"));
});
export const loadStyle = jest.fn(async () => {});
