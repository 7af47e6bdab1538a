// Puts the demo's one component on the page, as Lightning Experience does with a record page.
import "@lwc/synthetic-shadow";
import { createElement } from "lwc";
import RentalPage from "demo/rentalPage";

document.body.appendChild(createElement("demo-rental-page", { is: RentalPage }));
