// The page's side of the embed protocol (docs/embed.md): opens a record, follows its height, and saves.
const server = new URL(new URLSearchParams(location.search).get("server") ?? "http://127.0.0.1:8212").origin;
const frame = document.getElementById("presave");
const said = document.getElementById("said");
const customer = { id: "a015e0000000001AAA", name: "Riverside Roofing" };
const equipment = { id: "a025e0000000001AAA", name: "Mini Excavator 1.8 t" };
const record = {
  Customer__c: customer.id, Customer__r: { Kind__c: "Trade", OnHold__c: false, CreditLimit__c: 8000, OpenBalance__c: 1250.5 },
  Equipment__c: equipment.id,
  Equipment__r: { Status__c: "Available", DailyRate__c: 180, LastInspectedOn__c: "2029-09-14", InspectionIntervalDays__c: 365 },
  Stage__c: "Reserved", StartDate__c: "2030-03-01", EndDate__c: "2030-03-12", Deposit__c: 450,
};

const say = (message) => frame.contentWindow.postMessage({ presave: 1, ...message }, server);

const answers = {
  async ready() {
    const bundle = await (await fetch("bundle.json")).text();
    const request = { object: "Rental__c", operation: "insert", record, context: { permissions: [] } };
    say({ type: "open", bundle, language: "en", request, choices: { Customer__c: [customer], Equipment__c: [equipment] } });
  },
  resize: ({ height }) => (frame.height = Math.min(height, 4000)),
  changed: ({ field, outcome }) => (said.textContent = `${field} changed: ${outcome.verdict}`),
  save({ id, fields }) {
    // Here the page would save the fields, by whatever API it has.
    said.textContent = `Saved ${JSON.stringify(fields)}`;
    say({ type: "answer", id, saved: true });
  },
  error: ({ message }) => (said.textContent = message),
};

window.addEventListener("message", ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== server || data?.presave !== 1) return;
  if (Object.hasOwn(answers, data.type)) answers[data.type](data);
});
frame.src = `${server}/embed`;
