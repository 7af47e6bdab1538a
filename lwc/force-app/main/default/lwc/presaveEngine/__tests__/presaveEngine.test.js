// The service over the real engine; every test gets a fresh one, as every page does.
import { RULES_URL } from "../../../../../../test/mocks/staticResources";

describe("c-presave-engine", () => {
    let service;
    let loader;

    beforeEach(() => {
        jest.resetModules();
        service = require("c/presaveEngine");
        loader = require("lightning/platformResourceLoader");
    });

    /** Resolves with the first state of that name. */
    function stateNamed(name) {
        return new Promise((resolve) => {
            service.watchEngine((state) => state.name === name && resolve(state));
        });
    }

    it("goes from loading to ready and decides", async () => {
        const names = [];
        service.watchEngine((state) => names.push(state.name));
        const { bundle } = await stateNamed(service.READY);
        expect(names).toEqual([service.LOADING, service.READY]);
        const record = { Start__c: "2026-05-02", End__c: "2026-05-01" };
        const outcome = bundle.validate({ object: "Visit__c", operation: "insert", record });
        expect(outcome.failures.map(({ message }) => message)).toEqual(["The end is before the start."]);
    });

    it("decides where the page lets components run no WebAssembly", async () => {
        const { WebAssembly } = globalThis;
        delete globalThis.WebAssembly;
        try {
            const { bundle } = await stateNamed(service.READY);
            const record = { Start__c: "2026-05-02", End__c: "2026-05-01" };
            const { failures } = bundle.validate({ object: "Visit__c", operation: "insert", record });
            expect(failures.map(({ rule }) => rule)).toEqual(["END_AFTER_START"]);
        } finally {
            globalThis.WebAssembly = WebAssembly;
        }
    });

    it("loads once for all who watch", async () => {
        const states = await Promise.all([stateNamed(service.READY), stateNamed(service.READY)]);
        expect(states[0].bundle).toBe(states[1].bundle);
        expect(loader.loadScript).toHaveBeenCalledTimes(1);
    });

    it("tells a late watcher at once", async () => {
        await stateNamed(service.READY);
        const watcher = jest.fn();
        service.watchEngine(watcher);
        expect(watcher).toHaveBeenCalledWith(expect.objectContaining({ name: service.READY }));
    });

    it("says what failed and tries again when asked", async () => {
        loader.loadScript.mockRejectedValueOnce(new Error("no such script"));
        const { error } = await stateNamed(service.FAILED);
        expect(error.message).toBe("no such script");
        const ready = stateNamed(service.READY);
        service.retry();
        await ready;
    });

    it("names the static resource of the rules where it is missing", async () => {
        const found = globalThis.fetch;
        const fetchOnce = jest
            .spyOn(globalThis, "fetch")
            .mockImplementation(async (address) => (address === RULES_URL ? { ok: false, status: 404 } : found(address)));
        const { error } = await stateNamed(service.FAILED);
        expect(error.message).toContain(`${RULES_URL}: HTTP status 404`);
        expect(error.message).toContain("presaveRules");
        fetchOnce.mockRestore();
    });

    it("takes the rules that the org's settings name", async () => {
        require("@salesforce/apex/PresaveSettings.load").default.mockResolvedValueOnce(
            JSON.stringify({ rulesAddress: "/resource/2/otherRules", rulesResource: "otherRules" })
        );
        const { error } = await stateNamed(service.FAILED);
        expect(error.message).toContain("/resource/2/otherRules: HTTP status 404");
        expect(error.message).toContain("otherRules");
    });

    it("says whom to ask where the settings may not be read", async () => {
        require("@salesforce/apex/PresaveSettings.load").default.mockRejectedValueOnce({ body: { message: "No access." } });
        const { error } = await stateNamed(service.FAILED);
        expect(error.message).toMatch(/No access\..*permission set Presave User/);
    });

    it("leaves a watcher that has gone in peace", async () => {
        const watcher = jest.fn();
        service.watchEngine(watcher)();
        await stateNamed(service.READY);
        expect(watcher).toHaveBeenCalledTimes(1);
    });
});
