// node bench/batch/make_customers.mjs ROWS > customers.csv: the rows of a foreign system for customers.yaml, the same in every
// run. Of a hundred rows about one does not fit the mapping, and about three are refused by a rule.
import { createWriteStream } from "node:fs";
import { once } from "node:events";

const rows = Number(process.argv[2] ?? 1_000_000);
const out = createWriteStream(null, { fd: 1 });
const COLUMNS = ["Customer No", "First Name", "Last Name", "Mail", "Phone", "Fax", "Group", "Limit", "Balance", "Blocked", "Born", "Street", "Zip",
  "City", "Land", "Vat", "Last Contact", "Web", "Document", "Remark"];
const GIVEN = ["Anna", "Max", "Lena", "Jan", "Sofie", "Tom", "Ida"];
const SURNAMES = ["Weber", "Klein", "de Vries", "Smith", "O'Neill", "Jansen", "Brown", "Müller"];
const LANDS = [["D", "DE", "20457"], ["NL", "NL", "1011 AB"], ["UK", "GB", "SW1A 1AA"], ["USA", "US", "94105"]];
const two = (number) => String(number).padStart(2, "0");
const amount = (number) => `"${Math.floor(number / 1000)}.${String(number % 1000).padStart(3, "0")},50"`;

function row(i) {
  const [land, iso, zip] = LANDS[i % LANDS.length];
  const group = i % 97 === 0 ? "X" : "PTB"[i % 3];
  const mail = `Customer.${i}@example.com`;
  const phone = i % 41 === 0 ? "call me" : `+49 40 ${100000 + (i % 899999)}`;
  const date = `${two(1 + (i % 28))}.${two(1 + (i % 12))}`;
  return [100000 + i, GIVEN[i % GIVEN.length], SURNAMES[i % SURNAMES.length], mail, phone, "", group, amount(1000 + (i % 90000)), amount(1000 + (i % 7000)),
    i % 50 === 0 ? "yes" : "no", `${date}.${1950 + (i % 50)}`, `"Main Street ${i % 200}, rear"`, zip, "Harbour Town", land, `${iso}${100000000 + i}`,
    `${date}.2026 ${two(i % 24)}:${two(i % 60)}`, `https://www.example.com/${i}`, `D-${i}`, i % 10 === 0 ? '"says ""hello"""' : ""].join(",");
}

let text = `${COLUMNS.join(",")}\n`;
for (let i = 1; i <= rows; ++i) {
  text += `${row(i)}\n`;
  if (text.length < 1 << 16 && i < rows) continue;
  if (!out.write(text)) await once(out, "drain");
  text = "";
}
