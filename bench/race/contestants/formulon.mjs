// formulon has one public call that parses and evaluates. Evaluating alone is what an application that kept the
// tree could do, so the race takes the evaluator out of the module: the best that formulon can be.
import {readFileSync} from 'node:fs';
import Module, {createRequire} from 'node:module';

const kEvaluator = `
exports.coerce = coerceLiteral;
exports.evaluate = (tree, literals) => traverse(replace(tree, literals));
`;

const kDataTypes = {
  Boolean: 'checkbox',
  Text: 'text',
  Picklist: 'picklist',
  Currency: 'number',
  Double: 'number',
  DateOnly: 'date',
};

export function formulonWithEvaluator(packages) {
  const path = createRequire(`${packages}/package.json`).resolve('formulon');
  const opened = new Module(path);
  opened.filename = path;
  opened.paths = Module._nodeModulePaths(packages);
  opened._compile(readFileSync(path, 'utf8') + kEvaluator, path);
  return opened.exports;
}

function javascriptValue(type, value) {
  if (value === null || value === undefined) return null;
  if (type === 'DateOnly') return new Date(value);
  return kDataTypes[type] === 'number' ? Number(value) : value;
}

function literalOf({type, values}, value) {
  const options = type === 'Picklist' ? {values} : {length: 16, scale: 2};
  return {type: 'literal', dataType: kDataTypes[type], value: javascriptValue(type, value), options};
}

function spell(result, returnType) {
  if (result.type === 'error') return `#${result.errorType}`;
  if (result.value === null || result.value === undefined) return returnType === 'Boolean' ? 'false' : '';
  return String(result.value);
}

export function contestant(race, packages) {
  const {ast, coerce, evaluate} = formulonWithEvaluator(packages);
  const recordOf = (record) =>
    Object.fromEntries(Object.entries(race.fields).map(([name, field]) => [name, coerce(literalOf(field, record[name]))]));
  return {
    records: race.records.map(recordOf),
    compile({formula}) {
      const tree = ast(formula);
      if (tree.type === 'error') throw new Error(tree.message);
      return tree;
    },
    evaluate,
    spell,
  };
}
