export { RULES_URL as default } from "./staticResources";
