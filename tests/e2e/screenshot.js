// Refreshes the README's pictures: the record page at the moment a rule speaks, and the workbench.
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

  const bench = await openPage(stage, `${stage.server.origin}/workbench#example`, { viewport: { width: 1400, height: 900 } });
  await bench.page.getByRole("button", { name: "Within_Credit_Limit" }).click();
  await bench.page.getByLabel("Customer › Credit Limit").fill("2000");
  await bench.page.getByRole("table", { name: /Within_Credit_Limit/ }).getByText("749.5").waitFor();
  await bench.page.getByText(/rule tests pass$/).waitFor();
  await bench.page.screenshot({ path: join(ROOT, "docs/workbench.png") });
} finally {
  await stage.close();
}
