// Jest knows labels by their modules alone, so each English label becomes one before the tests run.
import {mkdir, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {readLabels} from "../tools/labels.mjs";

const room = dirname(dirname(fileURLToPath(import.meta.url)));

export default async function writeLabelModules() {
  const {en} = await readLabels(join(room, "force-app/main/default"));
  const folder = join(room, "test/labels");
  await mkdir(folder, {recursive: true});
  await Promise.all(
    Object.entries(en).map(([name, text]) => writeFile(join(folder, `${name}.js`), `export default ${JSON.stringify(text)};\n`)),
  );
}
