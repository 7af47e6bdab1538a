export { PRESAVE_URL as default } from "./staticResources";
