// What runs inside the sandbox: the demo's page component, and with it all of ours.
export { default } from "demo/home";
