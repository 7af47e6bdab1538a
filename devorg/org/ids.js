// Salesforce record ids: 15 case-sensitive characters, or 18 with a suffix that encodes their case.

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SUFFIX_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/**
 * The 18-character form of a 15-character id: for each block of five, one character says which are capitals.
 * @param {string} id15
 */
export function to18(id15) {
  let suffix = "";
  for (let block = 0; block < 15; block += 5) {
    let capitals = 0;
    for (let i = 0; i < 5; i++) {
      if (/[A-Z]/.test(id15[block + i])) capitals |= 1 << i;
    }
    suffix += SUFFIX_ALPHABET[capitals];
  }
  return id15 + suffix;
}

/**
 * The 18-character form of any well-formed id, or undefined where it is not one.
 * @param {unknown} id
 * @returns {string | undefined}
 */
export function normalizeId(id) {
  if (typeof id !== "string" || !/^([0-9A-Za-z]{15}|[0-9A-Za-z]{18})$/.test(id)) return undefined;
  const full = to18(id.slice(0, 15));
  return id.length === 15 || id === full ? full : undefined;
}

/**
 * The id of the `count`-th record of an object.
 * @param {string} prefix three characters that stand for the object
 * @param {number} count
 */
export function makeId(prefix, count) {
  let tail = "";
  for (let rest = count; tail.length < 9; rest = Math.floor(rest / DIGITS.length)) {
    tail = DIGITS[rest % DIGITS.length] + tail;
  }
  return to18(`${prefix}5g0${tail}`);
}
