// The Canvas app's iframe: made anew for every opening, filled by one form post of the signed request.

const DEFAULT_HEIGHT = 480;
const MAX_HEIGHT = 4000;

export class CanvasFrame {
  #place;
  #instanceId;
  #url;
  #frame;

  /**
   * @param {HTMLElement} place where the iframe goes
   * @param {string} instanceId the app finds it in its window's name
   * @param {string} url of the app
   */
  constructor(place, instanceId, url) {
    this.#place = place;
    this.#instanceId = instanceId;
    this.#url = url;
  }

  /** Replaces the iframe and posts the signed request into the new one. */
  open(signedRequest) {
    this.#frame = this.#makeFrame();
    this.#place.replaceChildren(this.#frame);
    const form = document.createElement("form");
    Object.assign(form, { method: "POST", action: this.#url, target: this.#frame.name, hidden: true });
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "signed_request", value: signedRequest });
    form.append(field);
    document.body.append(form);
    form.submit();
    form.remove();
  }

  /** Opens the app as Salesforce does for a user who has not approved it: without a signed request. */
  openUnapproved(loginUrl) {
    const query = new URLSearchParams({ _sfdc_canvas_auth: "user_approval_required", loginUrl });
    this.#frame = this.#makeFrame();
    this.#frame.src = `${this.#url}?${query}`;
    this.#place.replaceChildren(this.#frame);
  }

  /** True where the message comes from the app in this frame and nobody else. */
  isSender(event) {
    return this.#frame !== undefined && event.source === this.#frame.contentWindow && event.origin === this.#origin;
  }

  send(text) {
    this.#frame?.contentWindow?.postMessage(text, this.#origin);
  }

  /** Takes the size the app asks for, within the page's own bounds; gives the size that came of it. */
  resize({ height, width }) {
    if (isPixels(height)) this.#frame.height = String(Math.min(parseInt(height, 10), MAX_HEIGHT));
    if (isPixels(width)) this.#frame.width = String(Math.min(parseInt(width, 10), this.#place.clientWidth));
    return { height: this.#frame.height, width: this.#frame.width };
  }

  get #origin() {
    return new URL(this.#url).origin;
  }

  #makeFrame() {
    const frame = document.createElement("iframe");
    frame.name = frame.id = `canvas-frame-${this.#instanceId}`;
    frame.title = "Presave Canvas app";
    frame.width = "100%";
    frame.height = String(DEFAULT_HEIGHT);
    frame.setAttribute("scrolling", "no");
    return frame;
  }
}

function isPixels(size) {
  return typeof size === "string" && /^\d{1,5}(\.\d+)?px$/.test(size);
}
