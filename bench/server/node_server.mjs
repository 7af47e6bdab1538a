// The same work as a Node programmer would write it without a framework: form, MAC, JSON, an answer.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const [port, secret] = process.argv.slice(2);

function verified(body) {
  const signedRequest = new URLSearchParams(body).get("signed_request") ?? "";
  const dot = signedRequest.indexOf(".");
  const content = signedRequest.slice(dot + 1);
  const claimed = Buffer.from(signedRequest.slice(0, dot), "base64");
  const expected = createHmac("sha256", secret).update(content).digest();
  if (claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) return undefined;
  return JSON.parse(Buffer.from(content, "base64").toString("utf8"));
}

createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const envelope = verified(Buffer.concat(parts).toString("latin1"));
    response.writeHead(envelope ? 200 : 401, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ user: envelope?.userId }));
  });
}).listen(Number(port), "127.0.0.1");
