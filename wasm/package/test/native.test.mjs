// The same records and the same reasons as `presave transform` gives natively, byte by byte.
import assert from "node:assert/strict";
import {execFile} from "node:child_process";
import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {fileURLToPath} from "node:url";
import {loadEngine} from "../dist/presave.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const program = process.env.PRESAVE ?? join(root, "build/release/cli/presave");

const bundleDocument = {
  presaveBundle: 1,
  name: "Accounts",
  objects: {
    Owner__c: {label: "Owner", pluralLabel: "Owners", fields: {Code__c: {type: "Text", label: "Code", length: 20, externalId: true}}},
    Account__c: {
      label: "Account",
      pluralLabel: "Accounts",
      fields: {
        Title__c: {type: "Text", label: "Title", length: 80},
        Limit__c: {type: "Number", label: "Limit", precision: 18, scale: 6},
        Ratio__c: {type: "Number", label: "Ratio", precision: 18, scale: 12},
        Open__c: {type: "Checkbox", label: "Open"},
        Born__c: {type: "Date", label: "Born"},
        Seen__c: {type: "DateTime", label: "Seen"},
        Kind__c: {type: "Text", label: "Kind", length: 10},
      },
    },
  },
};

const mappingDocument = {
  object: "Account__c",
  source: {
    blank: "clear",
    columns: {
      Limit: {type: "number", format: "1.234,56"},
      Open: {type: "checkbox", format: "yes/no"},
      Born: {type: "date", format: "d.M.yyyy"},
      Seen: {type: "datetime", format: "yyyy-MM-dd HH:mm"},
    },
  },
  where: 'Kind <> "skip"',
  fields: {
    Title__c: {formula: 'TRIM(Given & " " & UPPER(Surname))'},
    Limit__c: {from: "Limit", default: 0},
    Ratio__c: {formula: "ROUND(SQRT(Limit) / 7 + EXP(LN(Limit) / 3), 12)"},
    Open__c: {from: "Open"},
    Born__c: {from: "Born"},
    Seen__c: {from: "Seen"},
    Kind__c: {from: "Kind", map: {a: "Alpha", b: "Beta"}, otherwise: "error"},
  },
};

const header = ["Given", "Surname", "Limit", "Open", "Born", "Seen", "Kind"];

/** Rows of all sorts, the same ones each time: good, blank, of other languages, and unreadable. */
function sampleRows(count) {
  let seed = 20_261_124;
  const below = (bound) => (seed = (seed * 48_271) % 2_147_483_647) % bound;
  const pick = (...values) => values[below(values.length)];
  return Array.from({length: count}, () => [
    pick("Ada", "Zoë", "  Bo ", "", "😀"),
    pick("Weber", "Straße", "ılgaz", "O\u2019Neil, \"Jr\"", ""),
    pick(`${below(1000)}.${100 + below(900)},${below(100)}`, `${below(99_999)}`, "12.34.5", "0", ""),
    pick("yes", "no", "maybe", ""),
    pick(`${1 + below(28)}.${1 + below(12)}.${1900 + below(200)}`, "31.2.2020", ""),
    pick(`${1970 + below(99)}-03-04 ${10 + below(14)}:${10 + below(50)}`, "noon", ""),
    pick("a", "b", "skip", "x", ""),
  ]);
}

const rows = sampleRows(500);
let folder;
let mapping;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "presave-native-"));
  const bundle = (await loadEngine()).loadBundle(bundleDocument);
  mapping = bundle.mapping(mappingDocument);
  await writeFile(join(folder, "bundle.json"), JSON.stringify(bundleDocument));
  await writeFile(join(folder, "mapping.json"), JSON.stringify(mappingDocument));
});
after(() => rm(folder, {recursive: true, force: true}));

/** Runs `presave transform` over a file of that name and text. */
async function natively(name, text) {
  const file = join(folder, name);
  await writeFile(file, text);
  const given = ["transform", join(folder, "mapping.json"), file, "--bundle", join(folder, "bundle.json")];
  return new Promise((resolve, reject) => {
    execFile(program, given, {maxBuffer: 64 << 20}, (error, stdout, stderr) => {
      // 1: rows were refused, which is meant; anything else is not.
      if (error && error.code !== 1) reject(new Error(`${error.message}\n${stderr}`));
      else resolve({records: stdout, told: stderr.replaceAll(`${file}:`, "")});
    });
  });
}

/** What `presave transform` writes for the engine's answers, and how often each kind came. */
function written(answers, firstLine) {
  const counts = {record: 0, skipped: 0, reasons: 0};
  let records = "";
  let told = "";
  answers.forEach((answer, index) => {
    const [kind] = Object.keys(JSON.parse(answer));
    ++counts[kind];
    if (kind === "record") records += `${answer.slice('{"record":'.length, -1)}\n`;
    if (kind !== "reasons") return;
    for (const {field, column, value, message} of JSON.parse(answer).reasons) {
      const source = [column && `column ${column}`, value && `value ${value}`].filter(Boolean).join(", ");
      told += `${[firstLine + index, field ?? "where", source, message].filter(Boolean).join(": ")}\n`;
    }
  });
  told += `${counts.record} records, ${counts.skipped} rows skipped, ${counts.reasons} refused\n`;
  for (const [kind, count] of Object.entries(counts)) assert.ok(count > 20, `${count} of ${kind} show too little`);
  return {records, told};
}

const cellOf = (text) => `"${text.replaceAll('"', '""')}"`;
const lines = rows.map((cells) => JSON.stringify(Object.fromEntries(header.map((name, at) => [name, cells[at]]))));

test("JSON Lines: the same records and reasons natively and in WebAssembly", async () => {
  const answers = lines.map((line) => mapping.transformJson(line));
  assert.deepEqual(written(answers, 1), await natively("rows.jsonl", `${lines.join("\n")}\n`));
});

test("CSV: the same records and reasons natively and in WebAssembly", async () => {
  const answers = lines.map((line) => mapping.transformJson(line));
  const text = [header, ...rows].map((cells) => cells.map(cellOf).join(",")).join("\n");
  assert.deepEqual(written(answers, 2), await natively("rows.csv", `${text}\n`));
});
