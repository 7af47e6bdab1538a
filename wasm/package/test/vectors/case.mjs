// From a line of the conformance files to a bundle, a request, and how to read the answer.

const FIELD_TYPES = {
  Text: "Text", Boolean: "Checkbox", DateOnly: "Date", DateTime: "DateTime", TimeOnly: "Time", Picklist: "Picklist",
  MultiPicklist: "MultiselectPicklist", Currency: "Currency", Percent: "Percent",
};
const VALUE_TYPES = {Text: "text", Boolean: "boolean", DateOnly: "date", DateTime: "datetime", TimeOnly: "time"};
const OBJECT = "Vector__c";
const RESULT = "TheResult__c";
/** The most decimals a field may have; finer results are looked at where rules see them. */
const FINEST_SCALE = 18;
/** Formulas that a formula field may not hold, but a rule may. */
const RULES_ONLY = /\b(ISNEW|ISCHANGED|ISCLONE|PRIORVALUE|VLOOKUP|REGEX)\s*\(/i;

export function caseOf(line) {
  const vector = line.pattern === undefined ? line : regexVector(line);
  const scale = vector.scale ?? FINEST_SCALE;
  const asRule = RULES_ONLY.test(vector.formula);
  const shown = vector.path === "formulaField" && !asRule && scale <= FINEST_SCALE;
  return {
    id: vector.id,
    formula: vector.formula,
    returnType: vector.returnType,
    expect: vector.expect,
    scale,
    approximate: vector.approx === true,
    timeZone: vector.context?.timeZone,
    bundle: bundleOf(vector, scale, asRule),
    request: requestOf(vector),
    read: shown ? readShown(vector.returnType) : readInRule(vector.returnType, asRule),
  };
}

/** A pattern and a text with java.util.regex's answer. */
function regexVector({pattern, text = "", matches, error}) {
  return {
    id: `regex/${pattern}`,
    formula: "REGEX(text, pattern)",
    returnType: "Boolean",
    fields: {pattern: {type: "Text"}, text: {type: "Text"}},
    blanksAs: "blank",
    input: {pattern, text},
    expect: error === undefined ? {type: "boolean", value: matches} : {error: "regexSyntax"},
  };
}

function bundleOf(vector, scale, asRule) {
  const objects = {[OBJECT]: {label: OBJECT, pluralLabel: OBJECT, fields: {}, rules: []}};
  const labels = {};
  for (const [path, spec] of Object.entries(vector.fields)) {
    if (path.startsWith("$Label.")) labels[path.slice("$Label.".length)] = vector.input[path];
    else if (path.startsWith("$User.")) addUserField(objects, path.slice("$User.".length), spec);
    else if (!path.startsWith("$")) addField(objects, path, spec, vector.blanksAs);
  }
  const {fields, rules} = objects[OBJECT];
  const probe = vector.returnType === "Boolean" ? (formula) => formula : (formula) => `ISNULL(${formula})`;
  if (!asRule) fields[RESULT] = {...fieldOf({type: vector.returnType}), formula: vector.formula, blanksAs: vector.blanksAs, scale: Math.min(scale, FINEST_SCALE)};
  rules.push({name: "PROBE", active: true, formula: probe(asRule ? `(${vector.formula})` : RESULT), message: "probe"});
  return {presaveBundle: 1, name: "Vector", objects, labels};
}

// A dotted path leads to a parent: "Account.Name", "Owner:User.Name".
function addField(objects, path, spec, blanksAs) {
  const [relationship, name] = path.includes(".") ? path.split(".") : [undefined, path];
  const field = {...fieldOf(spec), ...(spec.formula && {formula: spec.formula, blanksAs})};
  if (relationship === undefined) {
    objects[OBJECT].fields[name] = field;
    return;
  }
  const {lookup, parent, relationshipName, referenceTo} = wayTo(relationship);
  objects[OBJECT].fields[lookup] = {type: "Lookup", label: lookup, referenceTo, relationshipName};
  objects[parent] ??= {label: parent, pluralLabel: parent, fields: {}, rules: []};
  objects[parent].fields[name] = field;
}

function addUserField(objects, name, spec) {
  objects.User ??= {label: "User", pluralLabel: "Users", fields: {}, rules: []};
  objects.User.fields[name] = fieldOf(spec);
}

function wayTo(relationship) {
  const [relationshipName, kind] = relationship.split(":");
  const lookup = relationshipName.endsWith("__r") ? relationshipName.replace(/__r$/, "__c") : `${relationshipName}Id`;
  const parent = kind ?? (relationshipName.endsWith("__r") ? relationshipName.replace(/__r$/, "_Parent__c") : `${relationshipName}_Parent__c`);
  return {relationshipName, lookup, parent, referenceTo: kind ? [kind, "Group"] : [parent]};
}

function fieldOf({type, values}) {
  const known = FIELD_TYPES[type] ?? "Number";
  const isNumber = known === "Number" || known === "Currency" || known === "Percent";
  return {
    type: known,
    label: type,
    ...(isNumber && {precision: FINEST_SCALE, scale: FINEST_SCALE}),
    ...(values && {values: values.map((value) => ({value, label: value}))}),
  };
}

function requestOf({formula, fields, input, context = {}}) {
  const globals = {};
  for (const [path, value] of Object.entries(input)) {
    const [global, name] = path.split(".");
    if (path.startsWith("$") && global !== "$Label" && global !== "$System") (globals[global] ??= {})[name] = value;
  }
  return {
    object: OBJECT,
    operation: context.isNew || isOfNoOperation(formula, context) ? "insert" : "update",
    record: recordOf(input, fields),
    ...(context.prior && !context.isNew && {prior: recordOf(context.prior, fields)}),
    context: {globals, ...(context.isClone && {isClone: true})},
  };
}

// Where nothing is said of a record before, none is to be waited for.
function isOfNoOperation(formula, {prior, isClone}) {
  return prior === undefined && !isClone && !/\bIS(NEW|CLONE)\s*\(/i.test(formula);
}

function recordOf(input, fields) {
  const record = {};
  for (const [path, value] of Object.entries(input)) {
    if (path.startsWith("$") || fields[path]?.formula) continue;
    const [relationship, name] = path.includes(".") ? path.split(".") : [undefined, path];
    if (relationship === undefined) {
      record[name] = value;
      continue;
    }
    const {lookup, parent, relationshipName} = wayTo(relationship);
    record[lookup] = "a01000000000001AAA";
    record[relationshipName] ??= {attributes: {type: parent}};
    record[relationshipName][name] = value;
  }
  return record;
}

/** The value as the API shows it for a formula field. */
function readShown(returnType) {
  return (bundle, request) => {
    const {formulaFields} = bundle.validate({...request, formulaFields: true});
    if (!(RESULT in formulaFields)) return {undetermined: true};
    // The API shows nothing where a formula faults.
    const value = formulaFields[RESULT];
    return {...valueOf(value, returnType), ...(value === null && {error: true})};
  };
}

/** The value as rules see it: a part of the explained rule. */
function readInRule(returnType, asRule) {
  return (bundle, request) => {
    const {parts} = bundle.explain("PROBE", request, {repair: false});
    // The whole comes last; ISNULL is around it where it is no Boolean.
    const whole = parts.at(-1);
    const part = returnType === "Boolean" ? whole : parts[whole.parts[0]];
    // What a fault leads to is not evaluated.
    const faulted = part.state === "evaluated" ? undefined : parts.find(({state}) => state === "faulted");
    if (faulted) return {error: faulted.fault};
    if (part.state !== "evaluated") return {undetermined: part};
    const value = part.value ?? null;
    // Inside formulas 25 % is 0.25.
    return valueOf(returnType === "Percent" && value !== null ? hundredfold(value) : value, returnType);
  };
}

function valueOf(value, returnType) {
  return {type: VALUE_TYPES[returnType] ?? "number", value};
}

function hundredfold(number) {
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(number);
  const digits = fraction.padEnd(2, "0");
  return `${sign}${whole}${digits.slice(0, 2)}.${digits.slice(2)}0`;
}
