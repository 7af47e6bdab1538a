// The demo's ports: read, refused, and found to be taken.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import test from "node:test";
import { DemoError, readPorts, refuseTakenPorts } from "./ports.mjs";

test("the usual ports, and others from the environment", () => {
  assert.deepEqual(readPorts({}), { org: 8211, app: 8212 });
  assert.deepEqual(readPorts({ PRESAVE_ORG_PORT: "9001" }), { org: 9001, app: 8212 });
});

test("what is not a port is refused by name", () => {
  for (const text of ["0", "65536", "80a", "", "-1"]) {
    assert.throws(() => readPorts({ PRESAVE_APP_PORT: text }), (error) => error instanceof DemoError && /PRESAVE_APP_PORT/.test(error.message));
  }
  assert.throws(() => readPorts({ PRESAVE_ORG_PORT: "8212" }), /two different ports/);
});

test("a port in use is told with the variable that changes it", async () => {
  const other = createServer();
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  const app = other.address().port;
  await assert.rejects(refuseTakenPorts({ org: 0, app }), new RegExp(`port ${app} .*PRESAVE_APP_PORT`));
  await new Promise((resolve) => other.close(resolve));
  await refuseTakenPorts({ org: 0, app });
});
