// The functions of the formula language; vite.config.ts reads them out of docs/functions.md, which is made from the
// functions themselves.
declare module "virtual:formula-functions" {
  const functions: { name: string; signature: string; description: string }[];
  export default functions;
}
