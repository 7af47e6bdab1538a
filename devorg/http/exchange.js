// The few HTTP words the org speaks: bounded bodies in; JSON, pages and files out, with headers that keep
// browsers from guessing.
import { notJson, tooLarge } from "../org/faults.js";

/** The largest request body in bytes. */
export const MAX_BODY = 1_000_000;

/**
 * Reads a request body that must be a JSON object.
 * @param {import("node:http").IncomingMessage} request
 * @returns {Promise<Record<string, any>>}
 */
export async function readJson(request) {
  const text = await readBody(request);
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw notJson(error.message);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw notJson("The HTTP entity body must be a JSON object");
  }
  return value;
}

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) throw tooLarge(MAX_BODY);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Answers with JSON, or without a body where the value is undefined. */
export function sendJson(response, status, value) {
  const body = value === undefined ? "" : JSON.stringify(value);
  send(response, status, "application/json;charset=UTF-8", body, { "Cache-Control": "no-store" });
}

/** Answers with a page whose policy lets it frame, and post a form to, the Canvas app and nobody else. */
export function sendPage(response, html, appOrigin) {
  send(response, 200, "text/html; charset=utf-8", html, {
    "Cache-Control": "no-store",
    "Content-Security-Policy":
      "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; " +
      `frame-src ${appOrigin}; form-action ${appOrigin}`,
  });
}

/** Answers with a body of the given type. */
export function send(response, status, type, body, headers = {}) {
  response.writeHead(status, {
    "Content-Type": type,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    ...headers,
  });
  response.end(body);
}
