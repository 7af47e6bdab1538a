// The figures as Markdown, and their place in docs/performance.md.
import {refusal} from './compare.mjs';

const kNone = '–';

/** 17418141 is "17.4M", 68210 is "68k". */
export function rate(value) {
  if (value === null || value === undefined) return kNone;
  if (value >= 1e8) return `${Math.round(value / 1e6)}M`;
  if (value >= 1e6) return `${(value / 1e6).toPrecision(3)}M`;
  return value >= 1e4 ? `${Math.round(value / 1e3)}k` : `${(value / 1e3).toPrecision(2)}k`;
}


function ratio(a, b) {
  if (!a || !b) return kNone;
  const value = a / b;
  return `${value >= 100 ? Math.round(value) : value.toPrecision(2)}×`;
}

const code = (formula) => `\`${formula.replaceAll('|', '\\|')}\``;
const row = (cells) => `| ${cells.join(' | ')} |`;
const rows = (head, body) => [row(head), row(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...body.map(row)].join('\n');

function evaluationRow(sides, index) {
  const line = (name) => sides[name]?.[index];
  const evaluations = (name) => (line(name) && !refusal(line(name)) ? line(name).evaluations : null);
  const native = line('native');
  const bestPeer = Math.max(evaluations('formulon') ?? 0, evaluations('sformula') ?? 0);
  return [
    code(native.formula),
    `**${rate(native.evaluations)}**`,
    rate(evaluations('wasm')),
    ratio(evaluations('wasm'), native.evaluations),
    rate(evaluations('formulon')),
    rate(evaluations('sformula')),
    ratio(native.evaluations, bestPeer),
    rate(evaluations('javascript')),
    rate(native.evaluationsByHand),
    ratio(native.evaluations, native.evaluationsByHand),
  ];
}

function costRow(sides, counts, index) {
  const native = sides.native[index];
  const count = counts?.[index];
  const shown = (value) => (value ? String(Math.round(value)) : kNone);
  const compilations = (name) => {
    const line = sides[name]?.[index];
    return rate(line && !line.error ? line.compilations : null);
  };
  return [
    code(native.formula),
    shown(count?.engine),
    shown(count?.byHand),
    String(native.allocations),
    `${native.programBytes} B`,
    compilations('native'),
    compilations('wasm'),
    compilations('formulon'),
    compilations('sformula'),
  ];
}

/** Both tables; `counts` may be null. */
export function tables(sides, counts) {
  const indexes = sides.native.map((_, index) => index);
  const evaluations = rows(
    ['evaluations a second', 'native', 'WebAssembly', 'of native', 'formulon', 'sformula', 'native against the better', 'JavaScript by hand', 'C++ by hand', 'native of it'],
    indexes.map((index) => evaluationRow(sides, index)),
  );
  const costs = rows(
    ['cost', 'instructions an evaluation', 'by hand', 'heap allocations, all records', 'compiled size', 'compilations a second', 'WebAssembly', 'formulon', 'sformula'],
    indexes.map((index) => costRow(sides, counts, index)),
  );
  return `${evaluations}\n\n${costs}`;
}

/** The table for readers in a hurry: evaluations a second, beside the other engines. */
export function shortTable(sides) {
  const head = ['evaluations a second', 'native', 'WebAssembly', 'formulon', 'sformula'];
  return rows(head, sides.native.map((_, index) => {
    const [formula, native, wasm, , formulon, sformula] = evaluationRow(sides, index);
    return [formula, native, wasm, formulon, sformula];
  }));
}

/** `document` with `text` between its markers. */
export function between(document, name, text) {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the document has no markers ${begin} … ${end}`);
  return `${document.slice(0, from + begin.length)}\n${text}\n${document.slice(to)}`;
}
