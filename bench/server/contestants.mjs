// Who is raced: how each server is started, pinned to one processor, and what it is asked.
import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";

const project = path.resolve(import.meta.dirname, "../..");
export const SECRET = "consumer-secret-of-the-race";

/** Signed requests of 3.4 KB as Salesforce sends them, all different: one alone may be used some fifty times only. */
export function signedBodies(count) {
  const issuedAt = Math.floor(Date.now() / 1000);
  return Array.from({ length: count }, (_, number) => {
    const envelope = {
      algorithm: "HMACSHA256", issuedAt, userId: "005000000000001AAA",
      client: { oauthToken: "0".repeat(112), instanceUrl: "https://example.my.salesforce.com", targetOrigin: "https://example.lightning.force.com" },
      context: {
        user: { userId: "005000000000001AAA", fullName: "Zoë Example", language: "en_US", locale: "en_US", timeZone: "Europe/Berlin" },
        organization: { organizationId: "00D000000000001EAA", name: "Example" },
        environment: { parameters: { number, filling: "a".repeat(1800) }, displayLocation: "PageLayout" },
      },
    };
    const content = Buffer.from(JSON.stringify(envelope)).toString("base64");
    const signature = createHmac("sha256", SECRET).update(content).digest("base64");
    return `signed_request=${encodeURIComponent(`${signature}.${content}`)}`;
  });
}

function nginx(folder, port) {
  const file = path.join(folder, "nginx.conf");
  writeFileSync(file, `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 1000000000; client_body_temp_path ${folder}; proxy_temp_path ${folder};
fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
server { listen 127.0.0.1:${port}; location / { return 200 "ok"; } } }\n`);
  return ["nginx", "-c", file];
}

function presave(port) {
  return [path.join(project, process.env.PRESAVE ?? "build/release/cli/presave"), "serve",
    "--bundle", path.join(project, "build/example-bundle.json"), "--web", path.join(project, "web/dist"),
    "--frame-ancestor", "https://example.lightning.force.com", "--threads", "1", "--port", String(port)];
}

/** Each row: what it is called, how it is started, and what it is asked. */
export const CONTESTANTS = [
  { name: "presave, signed request", command: (_, port) => presave(port), request: "POST", path: "/canvas" },
  { name: "presave, GET of its health", command: (_, port) => presave(port), request: "GET", path: "/healthz" },
  { name: "nginx, `return 200` to the same POST", command: nginx, request: "POST", path: "/canvas" },
  { name: "nginx, `return 200` to a GET", command: nginx, request: "GET", path: "/" },
  { name: "Node http + crypto, signed request", command: (_, port) => [process.execPath, path.join(import.meta.dirname, "node_server.mjs"), String(port), SECRET], request: "POST", path: "/canvas" },
];
