// Writes formulas.json: rules of the kinds that orgs have, and 200 records that a small generator makes the same
// way every time.   node bench/make_formulas.mjs
import {writeFileSync} from 'node:fs';

const kRecords = 200;

const fields = {
  StageName: {type: 'Picklist', values: ['Prospecting', 'Closed Won', 'Closed Lost']},
  Contract_Number__c: {type: 'Text'},
  Amount: {type: 'Currency'},
  Discount__c: {type: 'Double'},
  Phone: {type: 'Text'},
  Name: {type: 'Text'},
  CloseDate: {type: 'DateOnly'},
  Industry: {type: 'Picklist', values: ['Banking', 'Energy', 'Retail']},
};

const formulas = [
  ['AND(ISPICKVAL(StageName,"Closed Won"), ISBLANK(Contract_Number__c))', 'Boolean'],
  ['Amount * Discount__c / 100 > 5000 && NOT(ISNEW())', 'Boolean'],
  ['Amount * Discount__c / 100 > 5000 && NOT(Discount__c = 0)', 'Boolean'],
  ['REGEX(Phone, "\\\\(\\\\d{3}\\\\) \\\\d{3}-\\\\d{4}")', 'Boolean'],
  ['IF(MOD(Amount,2)=0, TEXT(Amount), LEFT(Name,3) & "-" & UPPER(RIGHT(Name,2)))', 'Text'],
  ['CloseDate < TODAY() + 30', 'Boolean'],
  ['CASE(Industry,"Banking",1,"Energy",2,3)', 'Double'],
  ['ROUND(Amount*1.0825,2)', 'Double'],
  ['IF(Amount>100000,"A",IF(Amount>50000,"B",IF(Amount>10000,"C",IF(Amount>5000,"D",IF(Amount>1000,"E","F")))))', 'Text'],
  ['AND(YEAR(CloseDate) = 2027, OR(MONTH(CloseDate) = 12, WEEKDAY(CloseDate) = 1))', 'Boolean'],
  ['AND(BEGINS(Phone, "("), CONTAINS(Name, "9"), LEN(Name) > 10)', 'Boolean'],
  ['BLANKVALUE(Amount, 0) - ROUND(BLANKVALUE(Amount, 0) * BLANKVALUE(Discount__c, 0) / 100, 2)', 'Double'],
].map(([formula, returnType]) => ({formula, returnType}));

// Numerical Recipes' linear congruential generator: enough for test data, and the same everywhere.
let state = 20261123;
function below(limit) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
}

const pick = (list) => list[below(list.length)];
const padded = (number, digits) => String(number).padStart(digits, '0');

function record(index) {
  const cents = below(3) === 0 ? `.${padded(1 + below(99), 2)}`.replace(/0$/, '') : '';
  const last = padded(below(10000), 4);
  return {
    StageName: pick(fields.StageName.values),
    Contract_Number__c: below(2) === 0 ? null : `C-${padded(index, 5)}`,
    Amount: `${500 + below(200000)}${cents}`,
    Discount__c: String(below(41)),
    Phone: below(2) === 0 ? `(415) 555-${last}` : `415-555-${last}`,
    Name: `${pick(['Harbour', 'Ridge', 'Quarry', 'Mill'])} Deal ${index}`,
    CloseDate: `${2024 + below(6)}-${padded(1 + below(12), 2)}-${padded(1 + below(28), 2)}`,
    Industry: pick(fields.Industry.values),
  };
}

const records = Array.from({length: kRecords}, (_, index) => record(index));
const lines = (list) => `[\n${list.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n]`;
const text = `{"fields": ${JSON.stringify(fields)},\n"formulas": ${lines(formulas)},\n"records": ${lines(records)}}\n`;
writeFileSync(new URL('formulas.json', import.meta.url), text);
