// The page's side of the embed protocol (docs/embed.md): opens a record, follows its height, and saves.
const server = new URL(new URLSearchParams(location.search).get("server") ?? "http://127.0.0.1:8212").origin;
const frame = document.getElementById("presave");
const said = document.getElementById("said");
const record = { Stage__c: "Reserved", StartDate__c: "2030-03-01", EndDate__c: "2030-03-12", Deposit__c: 400 };

const say = (message) => frame.contentWindow.postMessage({ presave: 1, ...message }, server);

const answers = {
  async ready() {
    const bundle = await (await fetch("bundle.json")).text();
    say({ type: "open", bundle, language: "en", request: { object: "Rental__c", operation: "insert", record } });
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
