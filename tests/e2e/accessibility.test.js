// Accessibility, by axe-core: the host page and the app, as opened and while it shows errors.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./lib/axe.js";
import { appFrame, openPage, openStage, withTheme } from "./lib/stage.js";

let stage;

before(async () => {
  stage = await openStage();
});

after(() => stage?.close());

test("the host page", async () => {
  const { page, app, close } = await openPage(stage);
  await app.getByRole("button", { name: "Save" }).waitFor();
  assert.deepEqual(await violations(page.mainFrame()), []);
  await close();
});

test("the app, before and while it shows errors", async () => {
  const { page, app, close } = await openPage(stage);
  await app.getByRole("button", { name: "Save" }).waitFor();
  assert.deepEqual(await violations(appFrame(page)), []);
  await app.getByLabel("End Date").fill("2027-02-20");
  await app.getByRole("alert").getByRole("link", { name: "End Date" }).waitFor();
  assert.deepEqual(await violations(appFrame(page)), []);
  await close();
});

test("the dark app, while it shows errors", async () => {
  const { page, app, close } = await openPage(stage, "/", {}, withTheme("dark"));
  await app.getByLabel("End Date").fill("2027-02-20");
  await app.getByRole("alert").getByRole("link", { name: "End Date" }).waitFor();
  await app.locator(".reasons-rule summary").first().click();
  assert.deepEqual(await violations(appFrame(page)), []);
  await close();
});

test("every object of the sample org opens in the app without errors", async () => {
  for (const object of stage.org.store.objectTypes()) {
    const [id] = stage.org.store.ids(object.name);
    if (!id) continue;
    const { page, app, troubles, close } = await openPage(stage, `/lightning/r/${object.name}/${id}/view`);
    await app.getByRole("button", { name: "Save" }).waitFor();
    assert.deepEqual(await violations(appFrame(page)), [], object.name);
    assert.deepEqual(troubles, [], object.name);
    await close();
  }
});
