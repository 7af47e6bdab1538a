// Source files that nobody builds and headers that nobody includes: dead weight that looks alive.
import path from "node:path";
import { includesOf } from "./layers.mjs";

/**
 * @param {Map<string, string>} files path to text
 * @returns {string[]} complaints
 */
export function orphans(files) {
  return [...orphanSources(files), ...orphanHeaders(files)];
}

function orphanSources(files) {
  const lists = [...files].filter(([file]) => path.basename(file) === "CMakeLists.txt")
    .map(([file, text]) => ({ folder: path.dirname(file), words: new Set(text.replace(/#.*/g, "").split(/[\s()"]+/)) }));
  return [...files.keys()]
    .filter((file) => file.endsWith(".cpp") && !lists.some((list) => names(list, file)))
    .map((file) => `${file}:1: is in no CMakeLists.txt; add it to the source list of its room, or remove it`);
}

/** True when a CMakeLists.txt of the file's folder or above lists it, relative to itself or to the project. */
function names({ folder, words }, file) {
  const relative = folder === "." ? file : path.relative(folder, file);
  return !relative.startsWith("..") && (words.has(relative) || words.has(`\${PROJECT_SOURCE_DIR}/${file}`));
}

function orphanHeaders(files) {
  const included = new Set([...files.values()].flatMap(includesOf).map(({ name }) => name));
  const inLists = [...files].filter(([file]) => path.basename(file) === "CMakeLists.txt").map(([, text]) => text).join("\n");
  return [...files.keys()]
    .filter((file) => file.endsWith(".h") && !included.has(file) && !inLists.includes(path.basename(file)))
    .map((file) => `${file}:1: nobody includes it; include it from the project's folder, or remove it`);
}
