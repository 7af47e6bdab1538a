// Files as browsers give them; the Blob of jsdom cannot be read.
import { TextEncoder } from "util";

/** A file of that text or those bytes; `reads` counts how often it was read. */
export function fileOf(content) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const file = {
        size: bytes.byteLength,
        reads: 0,
        slice: (from, to) => ({
            arrayBuffer: async () => {
                file.reads += 1;
                return Uint8Array.from(bytes.subarray(from, to)).buffer;
            }
        })
    };
    return file;
}
