// The record page: the frame of a Lightning Experience page around one record, with the record's details
// on one side and the Canvas app on the other. The page's script fills in what comes from the REST API.
import { CANVAS_APP } from "../canvas/envelope.js";
import { DATA_PATH } from "../rest/sobjects.js";
import { html, jsonBlock } from "./html.js";

const SPRITES = "/slds/icons";

/**
 * @param {import("../server.js").Org} org
 * @param {{object: import("../org/source.js").ObjectType, id: string, name: string}} record
 * @param {{tampered: boolean, unapproved: boolean}} opening
 */
export function renderRecordPage(org, record, opening) {
  const config = pageConfig(org, record, opening);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${record.name} | ${record.object.label} | Presave sample org</title>
        <link rel="icon" href="/public/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/slds/styles/salesforce-lightning-design-system.min.css" />
        <link rel="stylesheet" href="/public/host.css" />
        ${jsonBlock("page-config", config)}
        <script type="module" src="/public/host.js"></script>
      </head>
      <body>
        ${globalHeader()} ${navigation(org.store, record.object)}
        <main class="host-main">
          ${recordHeader(org.store, record, opening)}
          <div class="host-columns">
            <div class="host-side">${detailsCard()} ${siblingsCard(org.store, record)}</div>
            ${canvasCard(opening)}
          </div>
        </main>
      </body>
    </html>`.toString();
}

function pageConfig(org, record, opening) {
  return {
    token: org.sessions.open(),
    dataPath: DATA_PATH,
    object: record.object.name,
    recordId: record.id,
    tampered: opening.tampered,
    unapproved: opening.unapproved,
    canvas: {
      developerName: CANVAS_APP.developerName,
      instanceId: `${CANVAS_APP.namespace || "_"}:${CANVAS_APP.developerName}:`,
      url: `${org.app}/canvas`,
    },
  };
}

function globalHeader() {
  return html`<header class="host-global-header">
    <span class="host-brand"><img src="/public/icon.svg" alt="" width="28" height="28" />Presave sample org</span>
    <span class="host-notice">A stand-in for a Salesforce org, for development and tests</span>
    <span class="slds-avatar slds-avatar_circle slds-avatar_medium" title="Robin Sample">
      <abbr class="slds-avatar__initials host-initials" title="Robin Sample">RS</abbr>
    </span>
  </header>`;
}

function navigation(store, current) {
  return html`<nav class="slds-context-bar" aria-label="Objects">
    <div class="slds-context-bar__primary">
      <div class="slds-context-bar__item slds-no-hover">
        <span class="slds-context-bar__label-action slds-context-bar__app-name">
          <span class="slds-truncate">Rental Desk</span>
        </span>
      </div>
    </div>
    <div class="slds-context-bar__secondary">
      <ul class="slds-grid">
        ${store
          .objectTypes()
          .filter((object) => store.ids(object.name).length > 0)
          .map((object) => navigationItem(store, object, object === current))}
      </ul>
    </div>
  </nav>`;
}

function navigationItem(store, object, active) {
  return html`<li class="slds-context-bar__item ${active ? "slds-is-active" : ""}">
    <a href="${recordPath(object, store.ids(object.name)[0])}" class="slds-context-bar__label-action"
      ${active ? html`aria-current="page"` : ""}>
      <span class="slds-truncate">${object.pluralLabel}</span>
    </a>
  </li>`;
}

function recordHeader(store, record, opening) {
  return html`<div class="slds-page-header slds-page-header_record-home host-card">
    <div class="slds-page-header__row">
      <div class="slds-page-header__col-title">
        <div class="slds-media">
          <div class="slds-media__figure">${objectIcon(store, record.object)}</div>
          <div class="slds-media__body">
            <h1 class="slds-page-header__name-title">
              <span>${record.object.label}</span>
              <span class="slds-page-header__title slds-truncate" title="${record.name}">${record.name}</span>
            </h1>
          </div>
        </div>
      </div>
      <div class="slds-page-header__col-actions">${openingSwitch(record, opening)}</div>
    </div>
    <div class="slds-page-header__row">
      <ul class="slds-page-header__detail-row host-highlights" id="highlights"></ul>
    </div>
  </div>`;
}

function openingSwitch(record, opening) {
  const path = recordPath(record.object, record.id);
  return opening.tampered
    ? html`<a class="slds-button slds-button_neutral" href="${path}">Open with the genuine request</a>`
    : html`<a class="slds-button slds-button_neutral" href="${path}?tamper=1">Tamper with one byte</a>`;
}

function detailsCard() {
  return html`<article class="slds-card host-card" aria-labelledby="details-title">
    <div class="slds-card__header slds-grid slds-grid_align-spread">
      <h2 class="slds-card__header-title" id="details-title">Details</h2>
      <span class="slds-badge" id="saved-at" hidden></span>
      <button class="slds-button slds-button_neutral" type="button" id="refresh">Refresh</button>
    </div>
    <div class="slds-card__body slds-card__body_inner">
      <dl class="host-details" id="details" aria-live="polite"></dl>
      <p id="details-error" class="slds-text-color_error" role="alert"></p>
    </div>
  </article>`;
}

function siblingsCard(store, record) {
  const others = store.ids(record.object.name).filter((id) => id !== record.id).slice(0, 5);
  if (others.length === 0) return "";
  return html`<article class="slds-card host-card">
    <div class="slds-card__header"><h2 class="slds-card__header-title">Other ${record.object.pluralLabel}</h2></div>
    <ul class="slds-card__body slds-card__body_inner host-links">
      ${others.map(
        (id) => html`<li><a href="${recordPath(record.object, id)}">${store.read(record.object.name, id).Name}</a></li>`,
      )}
    </ul>
  </article>`;
}

function canvasCard(opening) {
  return html`<section class="slds-card host-card host-canvas" aria-labelledby="canvas-title">
    <div class="slds-card__header slds-grid slds-grid_align-spread">
      <h2 class="slds-card__header-title" id="canvas-title">
        <img src="/public/icon.svg" alt="" width="20" height="20" /> Presave
      </h2>
      <span class="slds-badge ${opening.tampered ? "slds-theme_error" : ""}">
        ${opening.tampered ? "Canvas app, one byte changed" : "Canvas app"}
      </span>
    </div>
    <p id="canvas-error" class="slds-text-color_error slds-p-horizontal_medium" role="alert"></p>
    <div id="canvas-place"></div>
  </section>`;
}

function objectIcon(store, object) {
  const number = store.objectTypes().indexOf(object) * 7 + 11;
  return html`<span class="slds-icon_container slds-icon-custom-custom${number}">
    <svg class="slds-icon slds-page-header__icon" aria-hidden="true">
      <use href="${SPRITES}/custom-sprite/svg/symbols.svg#custom${number}"></use>
    </svg>
  </span>`;
}

function recordPath(object, id) {
  return `/lightning/r/${object.name}/${id}/view`;
}
