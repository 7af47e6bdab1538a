// The page on which a user approves the app: opens Salesforce's page in a window of its own, which refuses to stand
// in a frame, and then has the page around this frame open the app again, signed this time.

const link = document.getElementById("approve");
const goOn = document.getElementById("go-on");
let popup = null;

/** What the Canvas SDK's repost(true) says. This page needs no other word of it. */
function openAgain() {
  const instanceId = window.name.slice("canvas-frame-".length);
  const client = { oauthToken: "null", instanceId, targetOrigin: "*" };
  const body = { type: "repost", accessToken: "null", config: { client }, refresh: true };
  // It holds nothing secret, and who frames this page is not known before Salesforce has signed.
  window.parent.postMessage(JSON.stringify({ seq: 1, src: "client", clientVersion: "41.0", targetModule: "Canvas", body }), "*");
}

link.addEventListener("click", (event) => {
  event.preventDefault();
  popup = window.open(link.href, "presave-approval", "popup,width=640,height=800");
  // The window may lose its tie to this one on its way through the login pages; then a person has to say it is done.
  goOn.hidden = false;
});
goOn.addEventListener("click", openAgain);
window.addEventListener("message", (event) => {
  const ours = popup !== null && event.source === popup && event.origin === location.origin;
  if (ours && event.data?.type === "presave.approved") openAgain();
});
