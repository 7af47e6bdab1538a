// The formula functions are written once, as rows beside their C++ functions. A second list elsewhere would drift.

const HOME = /^engine\/functions\/|^tests\/|^bench\//;
const CODE = /\.(cpp|h|mjs|cjs|js|ts)$/;
const A_FEW = 12;  // the compiler and checker name the lazy forms, which is not a list

/**
 * @param {Map<string, string>} files path to text
 * @returns {string[]} complaints
 */
export function secondFunctionList(files) {
  const functions = functionNames(files);
  return [...files].filter(([file]) => CODE.test(file) && !HOME.test(file)).flatMap(([file, text]) => {
    const named = new Set([...text.matchAll(/["']([A-Z][A-Z0-9]+)["']/g)].map(([, name]) => name).filter((name) => functions.has(name)));
    return named.size > A_FEW ? [`${file}:1: names ${named.size} formula functions; read them from engine/functions instead`] : [];
  });
}

/** The names in the rows of engine/functions. */
export function functionNames(files) {
  const rows = [...files].filter(([file]) => file.startsWith("engine/functions/") && file.endsWith(".cpp"));
  return new Set(rows.flatMap(([, text]) => [...text.matchAll(/"([A-Z][A-Z0-9]+)"/g)].map(([, name]) => name)));
}
