// Refreshes the README's picture: the record page at the moment a rule speaks.
import { join } from "node:path";
import { ROOT } from "./lib/paths.js";
import { openPage, openStage } from "./lib/stage.js";

const stage = await openStage();
try {
  const { page, app } = await openPage(stage);
  await app.getByLabel("End Date").fill("2027-02-20");
  await app.getByRole("alert").getByRole("link", { name: "End Date" }).waitFor();
  await app.getByLabel("End Date").blur();
  await page.waitForFunction(() => document.querySelector("iframe").height > 600);
  await page.screenshot({ path: join(ROOT, "docs/screenshot.png"), fullPage: true });
} finally {
  await stage.close();
}
