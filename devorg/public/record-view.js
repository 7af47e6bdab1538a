// Shows the saved record on the host page: the highlights under its name and the details card. What changed
// since it was last shown is marked, so that one sees a save arrive.

const HIGHLIGHTS = 4;

/**
 * @param {(method: string, path: string) => Promise<any>} api
 * @param {{object: string, recordId: string}} page
 * @returns {{refresh: () => Promise<void>}}
 */
export function createRecordView(api, page) {
  let shown = new Map();
  let fields;
  return {
    async refresh() {
      fields ??= await fieldsOnLayout(api, page.object);
      const record = await api("GET", `/sobjects/${page.object}/${page.recordId}`);
      const values = await Promise.all(fields.map((f) => displayValue(api, f, record[f.name])));
      const now = new Map(fields.map((f, i) => [f.name, values[i]]));
      render(fields, now, shown);
      shown = now;
    },
  };
}

/** The layout's fields in its order; the stand-in org does not run formulas, so it has no values for those. */
async function fieldsOnLayout(api, object) {
  const [description, { layouts }] = await Promise.all([
    api("GET", `/sobjects/${object}/describe`),
    api("GET", `/sobjects/${object}/describe/layouts`),
  ]);
  const items = layouts[0].detailLayoutSections.flatMap((s) => s.layoutRows).flatMap((row) => row.layoutItems);
  const names = items.flatMap((item) => item.layoutComponents).map((component) => component.value);
  return names.map((name) => description.fields.find((f) => f.name === name)).filter((f) => !f.calculated);
}

function render(fields, now, before) {
  const items = fields.map((f) => ({
    label: f.label,
    value: now.get(f.name),
    changed: before.size > 0 && before.get(f.name) !== now.get(f.name),
  }));
  document.getElementById("details").replaceChildren(...items.map(detail));
  const own = items.filter((_, i) => fields[i].name.endsWith("__c"));
  document.getElementById("highlights").replaceChildren(...own.slice(0, HIGHLIGHTS).map(highlight));
}

function detail({ label, value, changed }) {
  const row = element("div", changed ? "host-changed" : "");
  row.append(element("dt", "", label), element("dd", "", value || "\u2013"));
  return row;
}

function highlight({ label, value }) {
  const block = element("li", "slds-page-header__detail-block");
  block.append(element("div", "slds-text-title slds-truncate", label), element("div", "slds-truncate", value || "\u2013"));
  return block;
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

async function displayValue(api, field, value) {
  if (value === null || value === "") return "";
  switch (field.type) {
    case "reference":
      return (await api("GET", `/sobjects/${field.referenceTo[0]}/${value}`)).Name;
    case "boolean":
      return value ? "Yes" : "No";
    case "date":
      return new Date(`${value}T00:00:00`).toLocaleDateString("en-US");
    case "datetime":
      return new Date(value).toLocaleString("en-US", { dateStyle: "short", timeStyle: "short" });
    case "currency":
      return Number(value).toLocaleString("en-US", { style: "currency", currency: "USD" });
    case "percent":
      return `${value}%`;
    case "time":
      return value.slice(0, 5);
    case "location":
      return `${value.latitude}, ${value.longitude}`;
    case "picklist":
      return field.picklistValues.find((v) => v.value === value)?.label ?? value;
    case "multipicklist":
      return value.split(";").join(", ");
    default:
      return String(value);
  }
}
