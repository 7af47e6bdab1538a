// Signed requests: base64(HMAC-SHA256(secret, envelope)) + "." + envelope, where the envelope is the base64
// text of the JSON and the signature is made over that text.
import { createHmac } from "node:crypto";

/**
 * @param {object} envelope
 * @param {string} secret consumer secret of the Canvas app
 */
export function signRequest(envelope, secret) {
  const text = Buffer.from(JSON.stringify(envelope), "utf8").toString("base64");
  const signature = createHmac("sha256", secret).update(text).digest("base64");
  return `${signature}.${text}`;
}
