// Puts the project together as it is deployed, in build/salesforce: Salesforce's command line takes every file below
// a folder named lwc, this room's name, for a part of a Lightning component.
import {cp, mkdir, rm} from "node:fs/promises";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

const room = dirname(dirname(fileURLToPath(import.meta.url)));
const output = join(dirname(room), "build/salesforce");

await rm(output, {recursive: true, force: true});
await mkdir(output, {recursive: true});
for (const part of ["sfdx-project.json", ".forceignore", "force-app", "server-app"]) {
  await cp(join(room, part), join(output, part), {recursive: true, filter: (file) => !file.includes("__tests__")});
}
