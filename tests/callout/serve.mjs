// A running `presave serve` with one caller of each kind that a test can play, over the example org's bundle.
import { spawn, spawnSync } from "node:child_process";
import { createSign, generateKeyPairSync, randomBytes, scryptSync } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

export const root = path.resolve(import.meta.dirname, "../..");
const program = process.env.PRESAVE_PROGRAM ?? path.join(root, "build/release/cli/presave");

/** What the server serves as "customers". */
export const mapping = {
  object: "Customer__c",
  source: { columns: { Limit: { type: "number", format: "1.234,56" }, Born: { type: "date", format: "dd.MM.yyyy" } } },
  where: 'Kind <> "none"',
  fields: {
    Name: { formula: 'TRIM(Given & " " & UPPER(Surname))' },
    CreditLimit__c: { formula: "ROUND(SQRT(Limit) / 7 + EXP(LN(Limit) / 3), 2)" },
    BornOn__c: "Born",
    Kind__c: { from: "Kind", map: { P: "Private", T: "Trade" }, otherwise: "error" },
  },
};

/** Runs the program to its end; gives what it wrote on standard output. */
export function run(given) {
  return spawnSync(program, given, { encoding: "utf8" }).stdout;
}

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** A token as a named credential with the protocol JWT signs it. */
export function signedToken(claims = {}) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const message = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iss: "org", sub: "005", aud: "presave", exp: now + 60, ...claims })}`;
  return `${message}.${createSign("sha256").update(message).sign(keys.privateKey).toString("base64url")}`;
}

function passwordHash(password) {
  const salt = randomBytes(16);
  const hash = scryptSync(password, salt, 32, { N: 2 ** 14, r: 8, p: 1 });
  return `$scrypt$ln=14,r=8,p=1$${salt.toString("base64url")}$${hash.toString("base64url")}`;
}

function writeSetup(folder) {
  const file = (name, text) => writeFileSync(path.join(folder, name), text, { mode: 0o600 });
  mkdirSync(path.join(folder, "web"));
  file("web/canvas.html", "<!--presave:context-->");
  copyFileSync(path.join(root, "build/example-bundle.json"), path.join(folder, "bundle.json"));
  file("customers.json", JSON.stringify(mapping));
  file("secret.txt", "a consumer secret");
  file("caller.pem", keys.publicKey.export({ type: "spki", format: "pem" }));
  file("presave.toml", `
[server]
port = 0
web = "web"
frame_ancestors = ["https://example.lightning.force.com"]
[[bundle]]
name = "main"
file = "bundle.json"
[[mapping]]
name = "customers"
file = "customers.json"
[[app]]
name = "main"
secrets = [{ file = "secret.txt" }]
[[caller]]
name = "org"
issuer = "org"
audience = "presave"
key_files = ["caller.pem"]
[[caller]]
name = "client"
kind = "client"
client_id = "id"
password_hashes = ["${passwordHash("a client secret")}"]
scopes = ["validate"]
`);
}

/** Starts it; gives its address and how to stop it. */
export async function serve() {
  const folder = mkdtempSync(path.join(tmpdir(), "presave-callout-"));
  writeSetup(folder);
  const child = spawn(program, ["serve", "--config", path.join(folder, "presave.toml")], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (bytes) => { said += bytes; });
  const ended = new Promise((resolve) => { child.once("close", resolve); });
  const address = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`presave serve ended with ${code}: ${said}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /https?:\/\/\S+/.exec(line);
      if (found) resolve(found[0]);
    });
  });
  return {
    address,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
