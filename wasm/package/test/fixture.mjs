// A small org of its own, so that these tests need nothing but the built package.
import {loadEngine} from "../dist/presave.js";

/** One object with a rule over two dates, a picklist, a rule over the user's clock, and a rule of one text. */
export const bundleDocument = {
  presaveBundle: 1,
  name: "Fixture",
  objects: {
    Stay__c: {
      label: "Stay",
      pluralLabel: "Stays",
      fields: {
        Arrival__c: {type: "Date", label: "Arrival"},
        Board__c: {
          type: "Picklist",
          label: "Board",
          restricted: true,
          values: [{value: "Half", label: "Half board", default: true}, {value: "Full", label: "Full board"}],
        },
        CheckIn__c: {type: "DateTime", label: "Check-in"},
        Departure__c: {type: "Date", label: "Departure", helpText: "The last morning"},
        Guest__c: {type: "Text", label: "Guest", length: 40, required: true},
        Nights__c: {type: "Number", label: "Nights", scale: 0, formula: "Departure__c - Arrival__c"},
      },
      rules: [
        {
          name: "ARRIVAL_TODAY",
          active: true,
          formula: "AND(NOT(ISBLANK(CheckIn__c)), DATEVALUE(CheckIn__c) <> TODAY())",
          field: "CheckIn__c",
          message: "Check-in is today",
        },
        {
          name: "DATES_IN_ORDER",
          active: true,
          formula: "Arrival__c > Departure__c",
          field: "Departure__c",
          message: "Départ après l’arrivée 🛏️",
        },
        {name: "NOT_PARIS", active: true, formula: 'Guest__c = "Zoë 😀"', message: "Not this guest"},
      ],
    },
  },
};

export async function loadFixture(options) {
  return (await loadEngine(options)).loadBundle(bundleDocument);
}

/** An insert of a Stay__c that every rule lets pass, with some fields changed. */
export function stay(fields = {}, context = undefined) {
  const record = {Guest__c: "Ada", Arrival__c: "2026-05-01", Departure__c: "2026-05-04", Board__c: "Half", ...fields};
  return {object: "Stay__c", operation: "insert", record, ...(context && {context})};
}
