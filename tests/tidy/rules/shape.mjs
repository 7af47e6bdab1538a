// The shape of a file: not too long, and opening with a comment that says what lives here and why.

const MOST_LINES = 500;
const A_GLANCE = 3;  // lines; such a file says itself what it is
const CODE = /\.(cpp|h|mjs|cjs|js|ts|css|sh|cmake)$|(^|\/)(CMakeLists\.txt|run|check)$/;
// Configuration is explained by the tool that reads it, a test by the file that it tests.
const NO_PURPOSE_NEEDED = [/^examples\//, /\.config\.(js|mjs|cjs|ts)$/, /_test\.cpp$/, /\.test\.(js|mjs|ts)$/];

/**
 * @param {Map<string, string>} files path to text
 * @returns {string[]} complaints
 */
export function tooLong(files) {
  return code(files).flatMap(([file, text]) => {
    const lines = text.split("\n").length - 1;
    return lines > MOST_LINES ? [`${file}:${MOST_LINES + 1}: ${lines} lines, ${MOST_LINES} are the most; look for the missing room`] : [];
  });
}

/**
 * @param {Map<string, string>} files path to text
 * @returns {string[]} complaints
 */
export function withoutPurpose(files) {
  return code(files)
    .filter(([file, text]) => !NO_PURPOSE_NEEDED.some((pattern) => pattern.test(file)) && !opensWithComment(text))
    .filter(([, text]) => text.split("\n").length - 1 > A_GLANCE)
    // A source beside its header is explained there.
    .filter(([file]) => !(file.endsWith(".cpp") && files.has(file.replace(/cpp$/, "h"))))
    .map(([file]) => `${file}:1: opens without a comment; say in a short paragraph what lives here and why apart`);
}

function code(files) {
  return [...files].filter(([file]) => CODE.test(file));
}

function opensWithComment(text) {
  const first = text.split("\n").find((line) => !/^\s*$|^#!|^#pragma once/.test(line)) ?? "";
  return /^\s*(\/\/|\/\*|#(?!include|define|if))/.test(first);
}
