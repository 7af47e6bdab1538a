// The functions of the formula language as the editor offers them, from docs/functions.json.
import type { FunctionRow } from "./completion.js";

/** A row of docs/functions.json. */
export interface ListedFunction {
  name: string;
  operator?: boolean;
  signatures: string[];
  does: string;
}

/** One row a function; of several signatures the one that takes most, for it shows what may be left out, too. */
export function functionRows(list: readonly ListedFunction[]): FunctionRow[] {
  return list
    .filter(({ operator }) => !operator)
    .map(({ name, signatures, does }) => ({ name, signature: signatures.reduce(takingMore), description: does }));
}

function takingMore(one: string, other: string): string {
  const parameters = (signature: string) => signature.split(",").length;
  return parameters(other) > parameters(one) ? other : one;
}
