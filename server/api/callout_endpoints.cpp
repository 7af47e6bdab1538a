// What callouts ask: decisions, explanations and bundles under /v1/, access tokens, and the description of
// all that.
#include "engine/base/json_text.h"
#include "server/api/callout/guard.h"
#include "server/api/callout/openapi.h"
#include "server/api/callout/problems.h"
#include "server/api/endpoints.h"
#include "server/callers/token_requests.h"
#include "server/http/respond.h"
#include "server/http/variants.h"
#include "server/jose/jwks.h"

namespace presave::server::api {
namespace {

using http::Request;
using http::Response;

/// A refusal in the form that OAuth clients read (RFC 6749, section 5.2).
Response token_refusal(int status, const callers::TokenRefusal& refusal) {
  JsonText out;
  out.begin_object();
  out.member("error", std::string_view(refusal.error));
  out.member("error_description", std::string_view(refusal.description));
  out.end_object();
  return http::json(status, std::move(out).take());
}

/// The same as of the callout endpoints, in those words.
Response denied_client(Live& live, const Request& request, const callers::Denied& denial) {
  const Response said = callout::denied(live, request, denial);
  Response response = said.status == 401
                          ? token_refusal(401, {"invalid_client", "The client is not known, or not proved."})
                          : token_refusal(said.status, {"temporarily_unavailable", "Try again in a minute."});
  if (said.status == 401) response.set("WWW-Authenticate", "Basic realm=\"presave\"");
  if (said.status != 401) response.set("Retry-After", std::string(said.header("Retry-After")));
  return response;
}

Response grant(const Live& live, const callers::Register& known, const callers::Admitted& client,
               const std::optional<callers::Scopes>& wanted) {
  const callers::Scopes scopes = wanted ? client.scopes.both(*wanted) : client.scopes;
  if (scopes.empty()) return token_refusal(400, {"invalid_scope", "The client has none of these scopes."});
  const auto token =
      callers::issue(known.signers, {client.caller->name, scopes}, callout::moment_of(live).seconds);
  if (!token) {
    live.note("no access token could be signed: " + token.fault().text());
    return token_refusal(500, {"server_error", "The token could not be signed."});
  }
  JsonText out;
  out.begin_object();
  out.member("access_token", std::string_view(*token));
  out.member("token_type", std::string_view("Bearer"));
  out.json("expires_in", std::to_string(limits::kAccessTokenAge.count()));
  out.member("scope", std::string_view(scopes.text()));
  out.end_object();
  return http::json(200, std::move(out).take());
}

Response give_token(Live& live, const Request& request) {
  const auto read = callers::read_token_request(request);
  if (const auto* refusal = std::get_if<callers::TokenRefusal>(&read)) return token_refusal(400, *refusal);
  const auto& asked = std::get<callers::TokenRequest>(read);
  const SetupPointer setup = live.setup();
  const callers::Register known = callout::register_of(*setup, live);
  const auto admission = live.gate.admit_client(request, asked.proof, known, callout::moment_of(live));
  if (const auto* denial = std::get_if<callers::Denied>(&admission))
    return denied_client(live, request, *denial);
  return grant(live, known, std::get<callers::Admitted>(admission), asked.scopes);
}

Response key_set(const Live& live) {
  const SetupPointer setup = live.setup();
  std::vector<jose::PublicKey> keys;
  for (const jose::SigningKey& one : callout::register_of(*setup, live).signers.keys)
    keys.push_back(one.public_key());
  return http::json(200, jose::write_key_set(keys)).set("Cache-Control", "public, max-age=300");
}

/// A document that never changes while the server runs.
http::Handler fixed(std::string document, std::string_view type) {
  return [variants = http::Variants::with_gzip(std::move(document)), type](const Request& request) {
    return variants.answer(request, type);
  };
}

/// "/v1/requirements/{object}" as the router knows it.
std::string route_path(std::string_view path) {
  const auto brace = path.find('{');
  return brace == std::string_view::npos ? std::string(path) : std::string(path.substr(0, brace)) + "*";
}

}  // namespace

std::vector<http::Route> callout_routes(Live& live) {
  std::vector<http::Route> routes = {
      {"GET", "/v1/openapi.json", fixed(callout::openapi_document(), "application/json")},
      {"GET", "/problems", fixed(callout::problems_html(), "text/html; charset=utf-8")},
      {"GET", "/.well-known/jwks.json", [&live](const Request&) { return key_set(live); }},
      {"POST", "/oauth2/token", [&live](const Request& request) { return give_token(live, request); }, true},
  };
  // An issuer's keys may have to be fetched, and a search for repairs or a batch takes its time.
  for (const callout::Operation& one : callout::operations()) {
    routes.push_back(
        {std::string(one.method), route_path(one.path), callout::guarded(live, one), true,
         [&live, &one](const Request& request) { return callout::at_once(live, one, request); }});
  }
  return routes;
}

}  // namespace presave::server::api
