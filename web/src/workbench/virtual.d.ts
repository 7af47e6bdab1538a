// The functions of the formula language; vite.config.ts makes them from docs/functions.json, which is made from the
// functions themselves.
declare module "virtual:formula-functions" {
  const functions: { name: string; signature: string; description: string }[];
  export default functions;
}
