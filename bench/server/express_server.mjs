// The same work as a Node programmer would write it with Express: its own form and JSON, the MAC of node:crypto.
import { createHmac, timingSafeEqual } from "node:crypto";
import express from "express";

const [port, secret] = process.argv.slice(2);

function verified(signedRequest) {
  const dot = signedRequest.indexOf(".");
  const content = signedRequest.slice(dot + 1);
  const claimed = Buffer.from(signedRequest.slice(0, dot), "base64");
  const expected = createHmac("sha256", secret).update(content).digest();
  if (claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) return undefined;
  return JSON.parse(Buffer.from(content, "base64").toString("utf8"));
}

const app = express();
app.use(express.urlencoded({ extended: false }));
app.post("/canvas", (request, response) => {
  const envelope = verified(request.body.signed_request ?? "");
  response.status(envelope ? 200 : 401).json({ user: envelope?.userId });
});
app.listen(Number(port), "127.0.0.1");
