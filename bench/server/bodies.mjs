// What the servers are asked: signed requests as Salesforce sends them, and one record of a real org as Apex does.
import { createHmac } from "node:crypto";

export const SECRET = "consumer-secret-of-the-race";

/** A signed request of 3.4 KB, as a form. Any two numbers make two different ones. */
export function signedBody(number, userId = "005000000000001AAA") {
  const envelope = {
    algorithm: "HMACSHA256", issuedAt: Math.floor(Date.now() / 1000), userId,
    client: { oauthToken: "0".repeat(112), instanceUrl: "https://example.my.salesforce.com", targetOrigin: "https://example.lightning.force.com" },
    context: {
      user: { userId, fullName: "Zoë Example", language: "en_US", locale: "en_US", timeZone: "Europe/Berlin" },
      organization: { organizationId: "00D000000000001EAA", name: "Example" },
      environment: { parameters: { number, filling: "a".repeat(1800) }, displayLocation: "PageLayout" },
    },
  };
  const content = Buffer.from(JSON.stringify(envelope)).toString("base64");
  const signature = createHmac("sha256", SECRET).update(content).digest("base64");
  return `signed_request=${encodeURIComponent(`${signature}.${content}`)}`;
}

/** One alone may be used some fifty times only. */
export function signedBodies(count) {
  return Array.from({ length: count }, (_, number) => signedBody(number));
}

/** A ProgramEngagement__c of SalesforceFoundation/PMM with three parents, for its seven rules; all of them pass. */
const PROGRAM_ENGAGEMENT = {
  Name: "Ana Sample 2026-03-02: Reading Together", OwnerId: "005000000000001AAA", Account__c: "001000000000001AAA",
  Contact__c: "003000000000001AAA", Program__c: "a00000000000001AAA", ProgramCohort__c: "a01000000000001AAA", Role__c: "Client", Stage__c: "Enrolled",
  ApplicationDate__c: "2026-02-10", StartDate__c: "2026-03-02", EndDate__c: "2026-11-27", AutoName_Override__c: false,
  ConsecutiveAbsences__c: 0, LastServiceDate__c: "2026-10-30", NumAbsentServiceDeliveries__c: 2, NumPresentServiceDeliveries__c: 41,
  Contact__r: { Id: "003000000000001AAA", AccountId: "001000000000001AAA", FirstName: "Ana", LastName: "Sample" },
  Program__r: { Id: "a00000000000001AAA", Name: "Reading Together", StartDate__c: "2026-01-05", EndDate__c: "2026-12-18" },
  ProgramCohort__r: { Id: "a01000000000001AAA", Name: "Spring 2026", Program__c: "a00000000000001AAA" },
};

/** The body of a POST /v1/validate, with the record as Apex sends it. */
export function callout() {
  return JSON.stringify({ object: "ProgramEngagement__c", operation: "insert", recordJson: JSON.stringify(PROGRAM_ENGAGEMENT) });
}
