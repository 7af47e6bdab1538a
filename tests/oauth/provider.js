// The other side: oidc-provider, an OAuth server of other people's making that is certified, at the paths that Salesforce
// has. What only Salesforce's answers hold (instance_url, id, signature) is added here, and vouches for nothing.
import { createHmac, createPublicKey } from "node:crypto";
import https from "node:https";
import { jwtVerify } from "jose";
import Provider from "oidc-provider";

export const ORGANIZATION = "00D000000000001AAA";
export const USER = "005000000000001AAA";
export const CLIENT = { id: "consumer-key", secret: "consumer-secret-of-the-test", redirect: "https://presave.example/oauth/callback" };

const TOKEN_PATH = "/services/oauth2/token";
const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/**
 * @param {{key: string, cert: string, jwtPublicKey: string}} identity PEM texts
 * @param {(path: string) => undefined | {status: number, headers?: object, body: unknown}} [rest] plays the org's REST API
 * @returns {Promise<{origin: string, jwtOrigin: string, calls: {token: number}, close: () => void}>}
 */
export async function startProvider({ key, cert, jwtPublicKey }, rest = () => undefined) {
  const calls = { token: 0 };
  let answer = () => {};
  const server = await listen({ key, cert }, (request, response) => answer(request, response));
  // Salesforce knows the client by its assertion alone; this server wants it as such, so another port adds it.
  const jwtServer = await listen({ key, cert }, (request, response) => {
    request.headers.authorization = `Basic ${Buffer.from("integration:integration-secret").toString("base64")}`;
    answer(request, response);
  });
  const origin = originOf(server);
  const provider = new Provider(origin, configuration());
  provider.on("server_error", (_, error) => console.error(error));
  provider.use(playRest(rest));
  provider.use(countTokenCalls(calls));
  provider.use(addSalesforceMembers(() => origin));
  provider.use(interactions(provider));
  registerJwtBearer(provider, createPublicKey(jwtPublicKey), () => originOf(jwtServer));
  answer = provider.callback();
  const close = () => [server, jwtServer].forEach((one) => (one.closeAllConnections(), one.close()));
  return { origin, jwtOrigin: originOf(jwtServer), calls, close };
}

function configuration() {
  const client = (id, secret, method, grants, more) => ({
    client_id: id, client_secret: secret, token_endpoint_auth_method: method, grant_types: grants, response_types: [], redirect_uris: [], ...more,
  });
  return {
    clients: [
      client(CLIENT.id, CLIENT.secret, "client_secret_post", ["authorization_code", "refresh_token", "client_credentials"],
        { response_types: ["code"], redirect_uris: [CLIENT.redirect] }),
      client("integration", "integration-secret", "client_secret_basic", [JWT_BEARER]),
    ],
    routes: { authorization: "/services/oauth2/authorize", token: TOKEN_PATH, introspection: "/services/oauth2/introspect", revocation: "/services/oauth2/revoke" },
    scopes: ["openid", "api", "refresh_token"],
    features: { devInteractions: { enabled: false }, clientCredentials: { enabled: true }, introspection: { enabled: true }, revocation: { enabled: true } },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ["of the test"] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, RefreshToken: 3600, Interaction: 60, Session: 600, Grant: 3600, ClientCredentials: 600 },
  };
}

const countTokenCalls = (calls) => async (ctx, next) => {
  if (ctx.path === TOKEN_PATH) calls.token += 1;
  await next();
};

const playRest = (rest) => async (ctx, next) => {
  const played = ctx.path.startsWith("/services/data/") ? rest(ctx.path) : undefined;
  if (!played) return next();
  ctx.status = played.status;
  ctx.set(played.headers ?? {});
  ctx.body = played.body;
};

const addSalesforceMembers = (origin) => async (ctx, next) => {
  await next();
  if (ctx.path !== TOKEN_PATH || ctx.status !== 200) return;
  const id = `${origin()}/id/${ORGANIZATION}/${USER}`;
  const issued = String(Date.now());
  const signature = createHmac("sha256", CLIENT.secret).update(id + issued).digest("base64");
  ctx.body = { ...ctx.body, instance_url: `https://${ctx.host}`, id, issued_at: issued, signature };
};

/** Everybody signs in at once as the one user, and agrees. */
const interactions = (provider) => async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) return next();
  const { prompt, params } = await provider.interactionDetails(ctx.req, ctx.res);
  const result = { login: { accountId: USER } };
  if (prompt.name === "consent") {
    const grant = new provider.Grant({ accountId: USER, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    result.consent = { grantId: await grant.save() };
  }
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: true }));
};

function registerJwtBearer(provider, key, audience) {
  provider.registerGrantType(JWT_BEARER, async (ctx) => {
    try {
      const { payload } = await jwtVerify(ctx.oidc.params.assertion, key, { algorithms: ["RS256"], audience: audience(), issuer: CLIENT.id });
      if (payload.sub !== "integration@example.com") throw new Error("unknown user");
    } catch (error) {
      ctx.status = 400;
      ctx.body = { error: "invalid_grant", error_description: error.message };
      return;
    }
    const token = new provider.ClientCredentials({ client: ctx.oidc.client });
    ctx.body = { access_token: await token.save(), token_type: "Bearer" };
  }, ["assertion"]);
}

async function listen(identity, handler) {
  const server = https.createServer(identity, handler);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function originOf(server) {
  return `https://localhost:${server.address().port}`;
}
