// Reads tests/tidy/layers.txt and judges includes by it: who may include whom, which outside headers belong to
// which rooms, and that our own headers are named from the project's folder.

const FREE_ROOMS = ["tests/", "bench/"];
const NATIVE = /\.(cpp|h)$/;

/**
 * @param {string} text of layers.txt
 * @returns {{layers: {room: string, may: string[]}[], only: {prefix: string, rooms: string[]}[]}}
 */
export function parseLayers(text) {
  const layers = [];
  const only = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const found = /^(layer|only) ([^\s:]+):((?: [^\s]+)*)\s*$/.exec(line);
    if (!found) throw new Error(`layers.txt:${index + 1}: not "layer ROOM: ROOMS..." or "only PREFIX: ROOMS...": ${line}`);
    const names = found[3].trim().split(" ").filter(Boolean);
    if (found[1] === "layer") layers.push({ room: found[2], may: names });
    else only.push({ prefix: found[2], rooms: names });
  }
  return { layers, only };
}

/**
 * @param {Map<string, string>} files path to text
 * @param {ReturnType<typeof parseLayers>} rules
 * @returns {string[]} complaints, "file:line: what"
 */
export function wrongIncludes(files, rules) {
  const complaints = [];
  for (const [file, text] of files) {
    if (!NATIVE.test(file)) continue;
    for (const include of includesOf(text)) {
      const wrong = include.quoted ? wrongOwn(file, include.name, files, rules) : wrongOutside(file, include.name, rules);
      if (wrong) complaints.push(`${file}:${include.line}: ${wrong}`);
    }
  }
  return complaints;
}

/** The #include lines of a file. */
export function includesOf(text) {
  return text.split("\n").flatMap((line, index) => {
    const found = /^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)/.exec(line);
    return found ? [{ line: index + 1, name: found[1] ?? found[2], quoted: found[1] !== undefined }] : [];
  });
}

function wrongOwn(file, name, files, { layers }) {
  if (name.startsWith(".") || !files.has(name)) {
    return `"${name}" is not a file of the project named from its folder; write e.g. "engine/base/result.h"`;
  }
  if (isFree(file)) return undefined;
  const room = roomOf(file, layers);
  if (!room) return `${file} is in no room of tests/tidy/layers.txt; add a layer line`;
  if ([room.room, ...room.may].some((allowed) => inside(name, allowed))) return undefined;
  return `${room.room} may not include ${name}; move the code, or the wall in tests/tidy/layers.txt and docs/architecture.md`;
}

function wrongOutside(file, name, { only }) {
  if (isFree(file)) return undefined;
  const bound = only.filter(({ prefix }) => name.startsWith(prefix)).sort((a, b) => b.prefix.length - a.prefix.length)[0];
  if (!bound || bound.rooms.some((room) => inside(file, room))) return undefined;
  return `<${name}> belongs to ${bound.rooms.join(", ")} only`;
}

function roomOf(file, layers) {
  return layers.filter(({ room }) => inside(file, room)).sort((a, b) => b.room.length - a.room.length)[0];
}

function inside(file, room) {
  return file === room || file.startsWith(`${room}/`);
}

function isFree(file) {
  return FREE_ROOMS.some((room) => file.startsWith(room));
}
