// A record page for the example org's first rental. It brings what the platform would: the record, the
// records its lookups may point to, and who is asking.
import { LightningElement } from "lwc";

const FIELDS = [
    "Customer__c",
    "Equipment__c",
    "StartDate__c",
    "EndDate__c",
    "Stage__c",
    "CancelReason__c",
    "DiscountPercent__c",
    "Deposit__c",
    "PurchaseOrder__c",
    "DeliveryNotes__c"
];
// A user without any custom permission, so the rules that ask for one are decided here.
const USER = { permissions: [] };

export default class RentalPage extends LightningElement {
    fieldNames = FIELDS;
    context = USER;
    rental;
    lookupChoices;
    problem;

    async connectedCallback() {
        try {
            await this.loadRecords();
        } catch (error) {
            this.problem = error.message;
        }
    }

    get pageTitle() {
        return this.rental ? `Rental ${this.rental.Name}` : "Rental";
    }

    async loadRecords() {
        const [rentals, customers, equipment, depots] = await Promise.all(
            ["Rental__c", "Customer__c", "Equipment__c", "Depot__c"].map(loadSamples)
        );
        const withDepot = equipment.map((machine) => ({
            ...machine,
            Depot__r: depots.find(({ Id }) => Id === machine.Depot__c)
        }));
        this.lookupChoices = { Customer__c: choicesOf(customers), Equipment__c: choicesOf(withDepot) };
        const [rental] = rentals;
        this.rental = {
            ...rental,
            Customer__r: customers.find(({ Id }) => Id === rental.Customer__c),
            Equipment__r: withDepot.find(({ Id }) => Id === rental.Equipment__c)
        };
    }
}

async function loadSamples(objectApiName) {
    const address = `data/${objectApiName}.json`;
    const response = await fetch(address);
    if (!response.ok) throw new Error(`The sample records ${address} could not be loaded: HTTP status ${response.status}.`);
    return response.json();
}

function choicesOf(records) {
    return records.map((record) => ({ value: record.Id, label: record.Name, record }));
}
