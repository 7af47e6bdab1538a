// Whether an outcome is what a vector expects.

/** @param {{expect: object, scale: number, approximate: boolean, returnType: string}} vector */
export function agrees({expect, scale, approximate, returnType}, got) {
  if (expect.compileError !== undefined) return got.compileError !== undefined;
  if (got.compileError !== undefined) return false;
  if (expect.error !== undefined) return got.error !== undefined;
  if (got.type === undefined) return false;
  if (expect.type === "null") return got.value === null || (returnType === "Boolean" && got.value === false);
  if (got.value === null) return false;
  if (expect.type === "number") return numbersAgree(got.value, expect.value, scale, approximate);
  // A formula of type Date takes a DateTime expression, and gives its day in GMT; the vectors leave it as it is.
  if (expect.type === "datetime" && returnType === "DateOnly") return got.value === expect.value.slice(0, "YYYY-MM-DD".length);
  return got.value === expect.value;
}

function numbersAgree(got, wanted, scale, approximate) {
  if (approximate) return Math.abs(got - wanted) <= 1e-12 * Math.max(1, Math.abs(got), Math.abs(wanted));
  const [a, b] = [rounded(parts(got), scale), rounded(parts(wanted), scale)];
  if (equal(a, b)) return true;
  // Values of 39 digits: beyond a scale of 18, 18 significant ones must agree.
  return scale >= 18 && equal(significant(a, 18), significant(b, 18));
}

/** A decimal number as coefficient and digits after the point. */
function parts(text) {
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  return {negative: sign === "-", coefficient: BigInt(whole + fraction), scale: fraction.length};
}

/** To some digits after the point, halves away from zero. */
function rounded(number, scale) {
  if (number.scale <= scale) return number;
  const unit = 10n ** BigInt(number.scale - scale);
  return {...number, coefficient: (number.coefficient + unit / 2n) / unit, scale};
}

function significant(number, digits) {
  const excess = number.coefficient.toString().length - digits;
  if (excess <= 0) return number;
  return rounded(number, number.scale - excess);
}

function equal(a, b) {
  const scale = Math.max(a.scale, b.scale);
  const at = (number) => (number.negative ? -1n : 1n) * number.coefficient * 10n ** BigInt(scale - number.scale);
  return at(a) === at(b);
}
