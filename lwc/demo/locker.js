// The demo's page with its components inside Lightning Web Security's sandbox: what an org's page has outside of it is
// handed in module by module. `tools/build-locker.mjs` builds it.
import "@lwc/synthetic-shadow";
import { createElement } from "lwc";
import { evaluateInSandbox, wrapDependency } from "@locker/sandbox";
import dependencies from "presave:dependencies";

const SANDBOX = "c";

/** Runs the bundle of the components in the sandbox and gives what it exports. */
function evaluate(text) {
    let component;
    const define = (names, factory) => {
        component = factory(...names.map((name) => wrapDependency(dependencies[name], name, SANDBOX)));
    };
    let run;
    const capture = (inside) => {
        run = inside;
    };
    evaluateInSandbox(SANDBOX, `$lockerEvalContext$(function (define) {${text}\n})`, capture);
    run(define);
    return component;
}

const response = await fetch("locker/components.js");
if (!response.ok) throw new Error(`locker/components.js could not be loaded: HTTP status ${response.status}.`);
const Home = evaluate(await response.text());
document.body.appendChild(createElement("demo-home", { is: Home }));
