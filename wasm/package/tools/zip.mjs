// A ZIP archive of a few files: what Salesforce takes as one static resource. The same files give the same bytes.
import {crc32, deflateRawSync} from "node:zlib";

const VERSION = 20;
const DEFLATED = 8;
const UTF8_NAMES = 0x0800;
/** 1 January 1980: no archive is older, and none of ours differs for its date. */
const DATE = 0x0021;
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;

/** @param {{name: string, bytes: Buffer}[]} files */
export function zipOf(files) {
  const entries = [];
  let offset = 0;
  for (const {name, bytes} of files) {
    const packed = deflateRawSync(bytes, {level: 9});
    const common = commonHeader(name, bytes, packed);
    const local = Buffer.concat([uint32(LOCAL_HEADER), common, Buffer.from(name), packed]);
    // Comment, disk, attributes: none; then where the local header lies.
    const central = Buffer.concat([uint32(CENTRAL_HEADER), uint16(VERSION), common, Buffer.alloc(10), uint32(offset), Buffer.from(name)]);
    entries.push({local, central});
    offset += local.length;
  }
  const directory = Buffer.concat(entries.map(({central}) => central));
  const end = Buffer.concat([
    uint32(END), Buffer.alloc(4), uint16(files.length), uint16(files.length), uint32(directory.length), uint32(offset), Buffer.alloc(2),
  ]);
  return Buffer.concat([...entries.map(({local}) => local), directory, end]);
}

function commonHeader(name, bytes, packed) {
  return Buffer.concat([
    uint16(VERSION), uint16(UTF8_NAMES), uint16(DEFLATED), uint16(0), uint16(DATE), uint32(crc32(bytes)),
    uint32(packed.length), uint32(bytes.length), uint16(Buffer.byteLength(name)), uint16(0),
  ]);
}

function uint16(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
