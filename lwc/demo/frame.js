// The framed page's side of the embed's protocol (docs/embed.md) at its shortest: it decides nothing, and shows what
// crosses. The Presave server's page is the whole of it.
const PRESAVE = 1;
// Who frames this page is learnt from the browser, which no page can forge.
const hostOrigin = new URL(document.referrer || location.href).origin;
const element = (id) => document.getElementById(id);
let asked = 0;

function send(type, content) {
    parent.postMessage({ presave: PRESAVE, type, ...content }, hostOrigin);
}

const handlers = {
    open({ bundle, request }) {
        const { name } = JSON.parse(bundle);
        element("record").textContent = `${request.operation} ${request.object} by the rules ${name}`;
        element("notes").value = request.record.DeliveryNotes__c ?? "";
        send("resize", { height: document.body.offsetHeight });
    },
    answer({ saved, messages }) {
        element("answer").textContent = saved ? "Saved." : Object.values(messages.byField).flat().concat(messages.record).join(" ");
    }
};

addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== hostOrigin || data?.presave !== PRESAVE) return;
    if (Object.hasOwn(handlers, data.type)) handlers[data.type](data);
});
element("save").addEventListener("click", () => {
    send("save", { id: ++asked, fields: { DeliveryNotes__c: element("notes").value } });
});
send("ready");
