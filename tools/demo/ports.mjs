// The two ports of the demo: which, and whether they are free, told before anything is started.
import { createServer } from "node:net";

/** Something a person can put right: shown as one line, without a stack. */
export class DemoError extends Error {}

const PORTS = {
  org: { name: "PRESAVE_ORG_PORT", usual: 8211, host: "localhost" },
  app: { name: "PRESAVE_APP_PORT", usual: 8212, host: "127.0.0.1" },
};

/**
 * @param {Record<string, string | undefined>} env
 * @returns {{org: number, app: number}}
 */
export function readPorts(env) {
  const ports = { org: readPort(env, PORTS.org), app: readPort(env, PORTS.app) };
  if (ports.org === ports.app) {
    throw new DemoError(`${PORTS.org.name} and ${PORTS.app.name} are both ${ports.org}; give two different ports`);
  }
  return ports;
}

function readPort(env, { name, usual }) {
  const text = env[name] ?? String(usual);
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65535) {
    throw new DemoError(`${name}: "${text}" is not a port; give a number from 1 to 65535`);
  }
  return port;
}

/** @param {{org: number, app: number}} ports */
export async function refuseTakenPorts(ports) {
  for (const [part, { name, host }] of Object.entries(PORTS)) {
    const wrong = await tryToListen(ports[part], host);
    if (wrong) {
      throw new DemoError(`port ${ports[part]} cannot be opened (${wrong}); stop the other program or set ${name} to another port`);
    }
  }
}

function tryToListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
