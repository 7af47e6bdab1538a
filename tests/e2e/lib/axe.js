// Accessibility, by axe-core, inside one frame.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong in a frame or page, in lines; none is right. */
export async function violations(frame) {
  await frame.evaluate(source);
  const { violations: found } = await frame.evaluate(() => window.axe.run(document, { iframes: false }));
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}
