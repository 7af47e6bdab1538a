// sformula compiles a formula into a tree of closures, typed by the fields.
import {createRequire} from 'node:module';

const kInputTypes = {
  Boolean: 'boolean',
  Text: 'string',
  Picklist: 'picklist',
  Currency: 'currency',
  Double: 'number',
  DateOnly: 'date',
};
const kReturnTypes = {Boolean: 'boolean', Text: 'string', Double: 'number', Currency: 'currency', DateOnly: 'date'};
const kNumbers = new Set(['Currency', 'Double']);

function inputTypeOf({type, values}) {
  const picklistValues = values?.map((value) => ({label: value, value}));
  return {type: kInputTypes[type], picklistValues};
}

function spell(result, returnType) {
  if (result === null || result === undefined) return returnType === 'Boolean' ? 'false' : '';
  return String(result);
}

export function contestant(race, packages) {
  const {parseSync} = createRequire(`${packages}/package.json`)('sformula');
  const fields = Object.entries(race.fields);
  const inputTypes = Object.fromEntries(fields.map(([name, field]) => [name, inputTypeOf(field)]));
  const valueOf = (type, value) => (value && kNumbers.has(type) ? Number(value) : value ?? null);
  return {
    records: race.records.map((record) =>
      Object.fromEntries(fields.map(([name, {type}]) => [name, valueOf(type, record[name])])),
    ),
    compile: ({formula, returnType}) => parseSync(formula, {inputTypes, returnType: kReturnTypes[returnType]}),
    evaluate: (formula, record) => formula.evaluate(record),
    spell,
  };
}
