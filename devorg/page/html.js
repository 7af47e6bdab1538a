// HTML as tagged templates: every value is escaped unless it is itself a piece of HTML.

class Html {
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

/** `html\`<b>${name}</b>\`` — values are escaped, pieces and lists of pieces are joined as they are. */
export function html(parts, ...values) {
  return new Html(parts.reduce((text, part, i) => text + render(values[i - 1]) + part));
}

/** A JSON block that a page's script reads; no value can end the block early. */
export function jsonBlock(id, value) {
  const text = JSON.stringify(value).replace(/</g, "\\u003c");
  return new Html(`<script type="application/json" id="${id}">${text}</script>`);
}

function render(value) {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(render).join("");
  if (value === undefined || value === null || value === false) return "";
  return String(value).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
