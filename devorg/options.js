// The command line of the stand-in org: what it accepts, its defaults, and clear refusals. Apart from
// main.js so that tests can read options without starting a server.
import { parseArgs } from "node:util";

/** A mistake of the person who starts the org: shown as one line, without a stack. */
export class UsageError extends Error {}

export const USAGE = `usage: node devorg/main.js [--port 8211] [--app http://127.0.0.1:8212] [--org examples/org]
                          [--object Rental__c] [--record NAME]

  --port    where the org listens, on this machine only (env PRESAVE_ORG_PORT; 0 picks a free port)
  --app     origin of the Canvas app server (env PRESAVE_APP_PORT gives only its port)
  --org     SFDX folder with the object model, and sample records under data/
  --object  object of the record page that / opens
  --record  Name of the record that / opens (default: the first one)

The environment variable PRESAVE_CANVAS_SECRET holds the consumer secret that signs Canvas requests;
the app server needs the same one.`;

const FLAGS = {
  port: { type: "string" },
  app: { type: "string" },
  org: { type: "string" },
  object: { type: "string" },
  record: { type: "string" },
  help: { type: "boolean" },
};

/**
 * @typedef {object} Options
 * @property {number} port
 * @property {string} app origin of the app server
 * @property {string} org folder of the org's source
 * @property {string} object
 * @property {string | undefined} record
 * @property {string} secret
 * @property {boolean} help
 */

/**
 * Reads the command line and the environment.
 * @param {string[]} argv
 * @param {Record<string, string | undefined>} env
 * @returns {Options}
 */
export function readOptions(argv, env) {
  const flags = parseFlags(argv);
  return {
    help: flags.help === true,
    port: readPort(flags.port ?? env.PRESAVE_ORG_PORT ?? "8211"),
    app: readOrigin(flags.app ?? `http://127.0.0.1:${env.PRESAVE_APP_PORT ?? "8212"}`),
    org: flags.org ?? "examples/org",
    object: flags.object ?? "Rental__c",
    record: flags.record,
    secret: flags.help ? "" : readSecret(env.PRESAVE_CANVAS_SECRET),
  };
}

function parseFlags(argv) {
  try {
    return parseArgs({ args: argv, options: FLAGS, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${error.message}\n\n${USAGE}`);
  }
}

function readPort(text) {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) {
    throw new UsageError(`--port: "${text}" is not a port number; give 0 to 65535`);
  }
  return port;
}

function readOrigin(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, "")) {
    throw new UsageError(`--app: "${text}" is not an origin; give something like http://127.0.0.1:8212`);
  }
  return url.origin;
}

function readSecret(secret) {
  if (!secret) {
    throw new UsageError(
      "PRESAVE_CANVAS_SECRET is not set: put the Canvas consumer secret there, the same as for the app server",
    );
  }
  return secret;
}
