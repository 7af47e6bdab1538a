// Words that must not stand in the project: paths of one machine and addresses of package registries. Patterns
// are written in pieces, so that this file passes its own test.
import path from "node:path";

// Where this checkout stands, and the usual homes of people. A checkout right under the root is not looked for:
// "/src" is a path of pages, too.
const here = path.resolve(".");
const HERE = here.split(path.sep).length > 2 ? here.replaceAll(/[^\w/]/g, "\\$&") : "/home/me";

const FORBIDDEN = [
  { pattern: new RegExp(String.raw`(^|[\s"'=:(\x60])(/(home|root)/\w|${HERE}\b)`), what: "a path of one machine" },
  { pattern: new RegExp(String.raw`\bregistry\s*=\s*https?:|"resolved":\s*"https?:`), what: "the address of a package registry" },
];
// The conformance data that may lie beside the project are found by .ci/run alone; everybody else is told by
// PRESAVE_SHARED_DIR.
const BESIDE = { pattern: /\.\.\/shared\b/, what: "a folder outside the project; use PRESAVE_SHARED_DIR", except: ".ci/run" };

/**
 * @param {Map<string, string>} files path to text
 * @returns {string[]} complaints
 */
export function forbiddenWords(files) {
  const complaints = [];
  for (const [file, text] of files) {
    if (file.startsWith("tests/tidy/")) continue;
    for (const [index, line] of text.split("\n").entries()) {
      const found = [...FORBIDDEN, BESIDE].find(({ pattern, except }) => file !== except && pattern.test(line));
      if (found) complaints.push(`${file}:${index + 1}: names ${found.what}`);
    }
  }
  return complaints;
}
