// Many runs of a side become one figure, and the sides' results are held against one another.

function median(values) {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  return sorted.length === 0 ? null : sorted[Math.floor(sorted.length / 2)];
}

/** Runs of one side (each a list of lines) as one line a formula. */
export function summary(runs) {
  return runs[0].map((first, index) => {
    const figure = (name) => median(runs.map((lines) => lines[index][name]));
    const figures = {
      evaluations: figure('evaluations'),
      evaluationsByHand: figure('evaluationsByHand'),
      compilations: figure('compilations'),
    };
    return {...first, ...figures};
  });
}

/** Why this side has no figure for the formula; null when it has one. */
export function refusal(line) {
  if (line.error) return line.error;
  const faulted = line.results.every((result) => result.startsWith('#'));
  return faulted ? line.results[0] : null;
}

/** How many records this side decides in another way than `wanted`, with the first of them. */
export function differences(wanted, results) {
  const places = results.flatMap((result, index) => (result === wanted[index] ? [] : [index]));
  const [first] = places;
  if (first === undefined) return null;
  return {count: places.length, record: first, wanted: wanted[first], got: results[first]};
}

// Sides that must agree with the native engine; the others are only told about.
const kMustAgree = new Set(['wasm', 'javascript', 'C++ by hand']);

/** Every disagreement with the native engine as a sentence: {mustAgree, text}. */
export function disagreements(sides) {
  const all = [];
  sides.native.forEach((native, index) => {
    const others = Object.entries(sides).filter(([name]) => name !== 'native');
    const lines = [...others.map(([name, lines]) => [name, lines[index]]), ['C++ by hand', {results: native.resultsByHand}]];
    for (const [name, line] of lines) {
      if (!line.results || refusal(line)) continue;
      const found = differences(native.results, line.results);
      if (!found) continue;
      const text = `${name}: ${native.formula}: ${found.count} records differ; record ${found.record}: ` +
        `native ${JSON.stringify(found.wanted)}, ${name} ${JSON.stringify(found.got)}`;
      all.push({mustAgree: kMustAgree.has(name), text});
    }
  });
  return all;
}
