// Puts the demo's page together, as Lightning Experience does with a record page.
import "@lwc/synthetic-shadow";
import { createElement } from "lwc";
import LANGUAGE from "@salesforce/i18n/lang";
import Home from "demo/home";

document.documentElement.lang = LANGUAGE;
document.body.appendChild(createElement("demo-home", { is: Home }));
