// How long a decision takes where this component runs: in a plain page, or inside Lightning Web Security's sandbox.
import { LightningElement } from "lwc";
import { FAILED, READY, watchEngine } from "c/presaveEngine";

const OBJECT = "Customer__c";
const FIELDS = 20;
const CALLS = 2000;
const ROUNDS = 7;

/** Values that fields of a type can hold. */
const VALUES = { Number: 12, Currency: 120, Percent: 5, Checkbox: true, Date: "2030-03-01", Time: "08:00:00.000", DateTime: "2030-03-01T08:00:00Z" };
const ID = "a035e0000000001AAA";

export default class Speed extends LightningElement {
    said = "Loading …";

    connectedCallback() {
        this.unwatch = watchEngine((state) => {
            if (state.name === READY) this.said = sentence(state.bundle);
            if (state.name === FAILED) this.said = String(state.error);
        });
    }

    disconnectedCallback() {
        this.unwatch();
    }
}

function sentence(bundle) {
    const { fields } = bundle.describe(OBJECT);
    const record = Object.fromEntries(fields.slice(0, FIELDS).map((field) => [field.name, valueOf(field)]));
    const request = { object: OBJECT, operation: "insert", record };
    const decide = microseconds(() => bundle.validate(request));
    const session = bundle.session(request);
    const [first, second] = ["22763", "22765"];
    let turn = false;
    const set = microseconds(() => {
        turn = !turn;
        session.set("PostalCode__c", turn ? first : second);
    });
    session.dispose();
    return `${Object.keys(record).length} fields: ${decide} µs to decide, ${set} µs to set one in a session`;
}

function valueOf({ type, values, relationshipName }) {
    if (relationshipName) return ID;
    return values?.[0]?.value ?? VALUES[type] ?? "Some text";
}

/** The median of a few rounds. */
function microseconds(call) {
    const rounds = Array.from({ length: ROUNDS }, () => {
        const begin = performance.now();
        for (let i = 0; i < CALLS; ++i) call();
        return ((performance.now() - begin) * 1000) / CALLS;
    });
    return rounds.sort((a, b) => a - b)[(ROUNDS - 1) / 2].toFixed(1);
}
