// The host's side of the embed's protocol (docs/embed.md), version 1: messages between a Lightning page and the page in its frame.
// Only the frame's own window, from its own origin, is listened to, and only to that origin is anything sent.

/** The version that both sides name in every message. */
export const PROTOCOL = 1;
/** Pixels; a frame that asks for more would push everything else off the page. */
export const MOST_HEIGHT = 5000;

/** An https address (or one of this machine, for development) as a URL; undefined for any other text. */
export function frameAddress(text) {
    let address;
    try {
        address = new URL(text);
    } catch {
        // Whoever asks says it in words, with the text as it was given.
        return undefined;
    }
    const isLocal = address.protocol === "http:" && ["localhost", "127.0.0.1"].includes(address.hostname);
    return address.protocol === "https:" || isLocal ? address : undefined;
}

/** Connects one frame. `handlers` has such as {ready, resize, save}, each called with the message. */
export class FrameBridge {
    _origin;
    _frame;
    _handlers;
    _listener;

    /** `frameWindow` gives the frame's window, which is another one after every load. */
    constructor({ origin, frameWindow, handlers }) {
        this._origin = origin;
        this._frame = frameWindow;
        this._handlers = handlers;
        this._listener = (event) => this._receive(event);
        window.addEventListener("message", this._listener);
    }

    /** Sends a message to the frame. */
    send(type, content) {
        this._frame()?.postMessage({ presave: PROTOCOL, type, ...content }, this._origin);
    }

    /** Stops listening. */
    close() {
        window.removeEventListener("message", this._listener);
    }

    _receive({ source, origin, data }) {
        if (origin !== this._origin || source !== this._frame()) return;
        if (data === null || typeof data !== "object" || data.presave !== PROTOCOL) return;
        if (Object.hasOwn(this._handlers, data.type)) this._handlers[data.type](data);
    }
}

/** The height that a resize message asks for, within bounds; undefined where it asks for none. */
export function heightOf({ height }) {
    return Number.isFinite(height) && height > 0 ? Math.min(Math.ceil(height), MOST_HEIGHT) : undefined;
}
