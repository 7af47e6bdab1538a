import { FrameBridge, MOST_HEIGHT, frameAddress, heightOf } from "c/presaveFrameBridge";

const ORIGIN = "https://presave.example";

describe("c-presave-frame-bridge", () => {
    const frame = { postMessage: jest.fn() };
    let handlers;
    let bridge;

    beforeEach(() => {
        jest.clearAllMocks();
        handlers = { ready: jest.fn() };
        bridge = new FrameBridge({ origin: ORIGIN, frameWindow: () => frame, handlers });
    });

    afterEach(() => bridge.close());

    // jsdom wants real windows as sources, so the source is put there afterwards.
    function receive({ source = frame, origin = ORIGIN, data = { presave: 1, type: "ready" } } = {}) {
        const event = new MessageEvent("message", { origin, data });
        Object.defineProperty(event, "source", { value: source });
        window.dispatchEvent(event);
    }

    it("hears its frame", () => {
        receive();
        expect(handlers.ready).toHaveBeenCalledWith({ presave: 1, type: "ready" });
    });

    it.each([
        ["another window", { source: {} }],
        ["another origin", { origin: "https://evil.example" }],
        ["an origin that begins alike", { origin: `${ORIGIN}.evil.example` }],
        ["another protocol", { data: { presave: 2, type: "ready" } }],
        ["no protocol", { data: "ready" }],
        ["nothing", { data: null }],
        ["a word it does not know", { data: { presave: 1, type: "toString" } }]
    ])("does not hear %s", (name, message) => {
        receive(message);
        expect(handlers.ready).not.toHaveBeenCalled();
    });

    it("speaks to that origin alone", () => {
        bridge.send("open", { recordId: "a01" });
        expect(frame.postMessage).toHaveBeenCalledWith({ presave: 1, type: "open", recordId: "a01" }, ORIGIN);
    });

    it("hears nothing once it is closed", () => {
        bridge.close();
        receive();
        expect(handlers.ready).not.toHaveBeenCalled();
    });

    it.each(["http://presave.example", "data:text/html,x", "presave", "", undefined])("takes %j for no address", (text) => {
        expect(frameAddress(text)).toBeUndefined();
    });

    it("takes https, and this machine for development", () => {
        expect(frameAddress("https://presave.example/embed").origin).toBe(ORIGIN);
        expect(frameAddress("http://localhost:8212/embed").port).toBe("8212");
    });

    it("keeps the height within bounds", () => {
        expect([{ height: 99.2 }, { height: MOST_HEIGHT + 1 }, { height: -1 }, { height: "9" }, {}].map(heightOf)).toEqual([
            100,
            MOST_HEIGHT,
            undefined,
            undefined,
            undefined
        ]);
    });
});
