// The record page's script: opens the Canvas app, shows the saved record, and shows it again whenever the
// app says that it has saved.
import { CanvasFrame } from "./canvas-frame.js";
import { CanvasParent } from "./canvas-parent.js";
import { createApi } from "./org-api.js";
import { createRecordView } from "./record-view.js";

const config = JSON.parse(document.getElementById("page-config").textContent);
const api = createApi(config);
const place = document.getElementById("canvas-place");
const view = createRecordView(api, config);
const canvas = new CanvasParent({
  frame: new CanvasFrame(place, config.canvas.instanceId, config.canvas.url),
  instanceId: config.canvas.instanceId,
  connect: (name, canvasRequest) =>
    api("PUT", `/platformconnect/${name}?canvas=${config.canvas.developerName}`, { canvasRequest }),
  environment,
  beforePost: config.tampered ? changeOneByte : (signedRequest) => signedRequest,
});

canvas.on("presave.saved", () => {
  document.getElementById("saved-at").textContent = `Saved ${new Date().toLocaleTimeString("en-US")}`;
  document.getElementById("saved-at").hidden = false;
  return show(view.refresh(), "details-error");
});
document.getElementById("refresh").addEventListener("click", () => {
  canvas.tell("presave.refresh", { object: config.object, id: config.recordId });
  return show(view.refresh(), "details-error");
});
show(view.refresh(), "details-error");
if (config.unapproved) canvas.openUnapproved();
else show(canvas.open(), "canvas-error");

/** What the signed request says of this page; an org's Canvas lifecycle class would fill in the parameters. */
function environment() {
  const width = `${place.clientWidth}px`;
  return {
    dimensions: {
      width,
      height: "480px",
      maxWidth: width,
      maxHeight: "infinite",
      clientWidth: width,
      clientHeight: "480px",
    },
    parameters: { object: config.object, permissions: [] },
    record: {
      attributes: { type: config.object, url: `${config.dataPath}/sobjects/${config.object}/${config.recordId}` },
      Id: config.recordId,
    },
  };
}

/** Changes the last letter of the envelope's first block, which leaves it valid base64 and valid JSON. */
function changeOneByte(signedRequest) {
  const at = signedRequest.indexOf(".") + 5;
  const other = signedRequest[at] === "A" ? "B" : "A";
  return signedRequest.slice(0, at) + other + signedRequest.slice(at + 1);
}

async function show(work, errorId) {
  const place = document.getElementById(errorId);
  try {
    await work;
    place.textContent = "";
  } catch (error) {
    place.textContent = error.message;
  }
}
