// Starts the demo, the stand-in org and the server beside each other, prints one address, and stops both on
// Ctrl-C. Called by ./run after everything is built.
import { randomBytes } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { DemoError, readPorts, refuseTakenPorts } from "./ports.mjs";
import { startParts } from "./parts.mjs";

const root = path.resolve(fileURLToPath(import.meta.url), "../../..");

try {
  const ports = readPorts(process.env);
  await refuseTakenPorts(ports);
  // Both sides share the consumer secret, as an org and a connected app do. A new one for each start.
  const secret = process.env.PRESAVE_CANVAS_SECRET ?? randomBytes(32).toString("hex");
  const parts = startParts(root, ports, secret);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => parts.stop());
  await parts.ready.catch(async (error) => {
    parts.stop();
    await parts.ended;
    throw error;
  });
  console.log(`\nPresave is running. Open  http://localhost:${ports.org}/\nThe workbench:            http://127.0.0.1:${ports.app}/workbench\nCtrl-C stops it.\n`);
  process.exitCode = await parts.ended;
} catch (error) {
  if (!(error instanceof DemoError)) throw error;
  console.error(`presave: ${error.message}`);
  process.exitCode = 1;
}
