// A form whose record is decided at every change, by the rules of public/rules.json. With ?worker the engine runs in a
// worker; the code is the same, because every answer is awaited.
import {loadEngine} from "presave";

const form = document.getElementById("stay");
const valuesOf = (fields) => Object.fromEntries([...new FormData(fields)].map(([name, value]) => [name, value || null]));

const options = new URLSearchParams(location.search).has("worker") ? {worker: true} : {};
const engine = await loadEngine(options);
const bundle = await engine.loadBundle(await (await fetch("/rules.json")).text());
const session = await bundle.session({object: "Stay__c", operation: "insert", record: valuesOf(form), formulaFields: true});

function show({failures, formulaFields}) {
  for (const message of form.querySelectorAll(".message")) message.textContent = "";
  for (const {field, message} of failures) document.getElementById(`${field}-message`).textContent = message;
  document.getElementById("nights").value = formulaFields.Nights__c ?? "";
}

form.addEventListener("input", async ({target}) => {
  await session.set(target.name, target.value || null);
  show(await session.outcome());
});
show(await session.outcome());
document.getElementById("engine").textContent = `Presave ${engine.version}, running as ${engine.runs}`;
