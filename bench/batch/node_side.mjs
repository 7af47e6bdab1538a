// node bench/batch/node_side.mjs CUSTOMERS.csv BUNDLE.json PACKAGES [--no-rules]: what a programmer does today in Node: csv-parse reads, the
// mapping of customers.yaml is written by hand, formulon evaluates the org's rules, as far as it can. Prints {"rows", "rules"}.
import { createReadStream, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { formulonWithEvaluator } from "../race/contestants/formulon.mjs";

const [file, bundle, packages, flag] = process.argv.slice(2);
const { parse } = createRequire(`${packages}/package.json`)("csv-parse");
const KINDS = { P: "Private", T: "Trade", B: "Public Body" };
const LANDS = { D: "DE", NL: "NL", UK: "GB", USA: "US" };
const number = (text) => (text === "" ? null : Number(text.replaceAll(".", "").replace(",", ".")));
const date = (text) => (text === "" ? null : text.replace(/^(\d\d)\.(\d\d)\.(\d{4})/, "$3-$2-$1"));

/** The record, or undefined where a value has no place in it. */
function mapped(row) {
  const kind = KINDS[row.Group];
  const country = LANDS[row.Land];
  if (kind === undefined || country === undefined) return undefined;
  return {
    Name: `${row["First Name"]} ${row["Last Name"]}`.trim(), Email__c: row.Mail.toLowerCase(), Phone__c: row.Phone, Kind__c: kind,
    CreditLimit__c: number(row.Limit) ?? 0, OpenBalance__c: number(row.Balance), OnHold__c: row.Blocked === "yes",
    BornOn__c: row.Group === "P" ? date(row.Born) : null, Country__c: country, PostalCode__c: row.Zip, VatNumber__c: row.Group === "P" ? null : row.Vat,
    Channels__c: row.Mail === "" ? "Phone" : "Email;Phone", LastContactAt__c: date(row["Last Contact"].slice(0, 10)) + "T" + row["Last Contact"].slice(11) + ":00Z",
    Website__c: row.Web, DocumentNumber__c: row.Document,
  };
}

const TYPES = { Text: "text", Phone: "text", Email: "text", Url: "text", Picklist: "picklist", MultiselectPicklist: "multipicklist", Currency: "number",
  Checkbox: "checkbox", Date: "date", EncryptedText: "text", DateTime: "datetime" };
const { ast, coerce, evaluate } = formulonWithEvaluator(packages);
const object = JSON.parse(readFileSync(bundle, "utf8")).objects.Customer__c;

/** A field's value as formulon wants it. */
function literal(name, value) {
  const dataType = TYPES[object.fields[name]?.type] ?? "text";
  const blank = value === null || value === "";
  const spelled = blank ? (dataType === "text" ? "" : null) : dataType === "date" ? new Date(value) : value;
  const options = dataType === "picklist" ? { values: (object.fields[name].values ?? []).map((one) => one.value ?? one) } : { length: 16, scale: 2 };
  return blank && dataType !== "text" ? { type: "literal", dataType: "null", value: null } : coerce({ type: "literal", dataType, value: spelled, options });
}

/** The rules that formulon can parse and evaluate for an example without an error. */
function usable(example) {
  const rules = Object.values(object.rules ?? object.validationRules).map((rule) => ast(rule.formula)).filter((tree) => tree.type !== "error");
  return rules.filter((tree) => {
    try {
      return evaluate(tree, example).type !== "error";
    } catch {
      return false;
    }
  });
}

let rows = 0;
let refused = 0;
let rules;
for await (const row of createReadStream(file).pipe(parse({ columns: true }))) {
  ++rows;
  const record = mapped(row);
  if (!record || flag === "--no-rules") continue;
  const literals = Object.fromEntries(Object.entries(record).map(([name, value]) => [name, literal(name, value)]));
  rules ??= usable(literals);
  for (const rule of rules) {
    if (evaluate(rule, literals).value === true) ++refused;
  }
}
console.log(JSON.stringify({ rows, rules: rules?.length ?? 0, refused }));
