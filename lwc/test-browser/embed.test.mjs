// The component that hosts a frame, and the Presave server's own page in it, on two origins: nothing between them is
// played. PRESAVE_SCREENSHOTS=folder keeps a picture.
import assert from "node:assert/strict";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {openDemo, serve} from "./page.mjs";

let demo, page, embed, frame;

before(async () => {
  const embedFiles = {};
  embed = await serve("../web/dist", embedFiles);
  demo = await openDemo({"/": await pageThatTrusts(embed.address)});
  page = demo.page;
  embedFiles["/embed.json"] = JSON.stringify({allowedOrigins: [new URL(page.url()).origin]});
  await page.goto(`${page.url()}?show=frame&address=${embed.address}embed.html`);
  frame = page.frameLocator('iframe[title="Presave"]');
});
after(async () => {
  await demo?.close();
  embed?.server.close();
});

/** The demo's page after what an administrator does with a Trusted URL. */
async function pageThatTrusts(address) {
  const html = await readFile(new URL("../dist-demo/index.html", import.meta.url), "utf8");
  return html.replace("default-src 'self';", `default-src 'self'; frame-src ${address};`);
}

test("the page's record opens in the frame, with the org's own messages", async () => {
  const end = frame.getByLabel("End Date");
  await end.waitFor();
  assert.match(await frame.getByLabel("Customer").innerText(), /Riverside Roofing/);
  await end.fill("2027-02-27");
  await end.press("Tab");
  await frame.getByText("The end date is before the start date.").first().waitFor();
  if (process.env.PRESAVE_SCREENSHOTS) await page.screenshot({path: join(process.env.PRESAVE_SCREENSHOTS, "embed.png"), fullPage: true});
  await end.fill("2027-03-11");
  await end.press("Tab");
});

test("the frame's Save saves through the page", async () => {
  await frame.getByRole("button", {name: "Save"}).click();
  await frame.getByText(/saved/i).first().waitFor();
  assert.equal(await frame.getByLabel("End Date").inputValue(), "2027-03-11");
});

test("nobody has anything to complain about", () => {
  assert.deepEqual(demo.problems, []);
});
