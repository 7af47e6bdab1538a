#include "server/api/session_guard.h"

#include "server/crypto/base64.h"
#include "server/crypto/hash.h"
#include "server/http/cookie.h"
#include "server/http/respond.h"

namespace presave::server::api {
namespace {

http::Response no_session() {
  http::Response response =
      http::problem({401, "No session", "The session is missing, unknown or over. Open the app again from Salesforce.",
                     "Authorization"});
  response.set("WWW-Authenticate", "Bearer");
  return response;
}

/// True when the browser says that a page of this very origin asks. Sec-Fetch-Site cannot be set by a page; where a
/// browser does not send it, the origin has to be that of the address.
bool from_own_page(const http::Request& request) {
  if (request.count("Sec-Fetch-Site") > 0) return request.header("Sec-Fetch-Site") == "same-origin";
  return request.count("Origin") == 1 &&
         request.header("Origin") == "https://" + std::string(request.header("Host"));
}

/// How long a user must wait who has asked too often, or whose whole org has.
std::optional<std::chrono::seconds> too_often(Live& live, const Setup& setup, const canvas::SessionOwner& owner) {
  const auto now = live.clocks.steady();
  const std::string organization = "o" + owner.organization_id;
  if (auto wait = live.rates.take(organization + "u" + owner.user_id, setup.user_per_minute, now)) return wait;
  return live.rates.take(organization, setup.organization_per_minute, now);
}

http::Response told_to_wait(std::chrono::seconds wait) {
  const std::string seconds = std::to_string(wait.count());
  http::Response response = http::problem({429, "Too many requests", "Ask again in " + seconds + " seconds."});
  return response.set("Retry-After", seconds);
}

}  // namespace

std::string session_token(const Setup& setup, const http::Request& request) {
  if (request.count("Authorization") == 1) {
    return std::string(canvas::bearer_token(request.header("Authorization")));
  }
  if (!setup.session_cookie || request.count("Authorization") > 0) return {};
  const std::string token = cookie_token(request);
  const std::string_view said = request.header(kSessionHeader);
  const bool meant = !token.empty() && request.count(kSessionHeader) == 1 && !said.empty() &&
                     said == session_name(token) && from_own_page(request);
  return meant ? token : std::string();
}

std::string cookie_token(const http::Request& request) {
  const auto token = http::cookie(request, "__Host-" + std::string(kSessionCookie));
  return token ? token->value_or("") : std::string();
}

void set_cookie_token(http::Response& response, std::string_view token) {
  // Its name and what a token is made of can always stand there.
  const auto age = token.empty() ? std::chrono::seconds(0) : std::chrono::seconds(limits::kSessionAge);
  if (auto cookie = http::set_cookie(kSessionCookie, token, age)) response.set("Set-Cookie", std::move(*cookie));
}

std::string session_name(std::string_view token) {
  constexpr std::size_t kNameBytes = 16;
  const auto digest = crypto::sha256(token);
  return digest ? crypto::encode_base64_url(digest->substr(0, kNameBytes)) : std::string();
}

http::Handler for_sessions(Live& live, SessionHandler handler) {
  return [&live, handler = std::move(handler)](const http::Request& request) {
    const SetupPointer setup = live.setup();
    std::string token = session_token(*setup, request);
    const auto session = live.sessions.find(token, live.clocks.steady());
    if (!session) {
      live.tally.count(metrics::Refusal::kNoSession);
      return no_session();
    }
    const canvas::SessionOwner& owner = session->owner;
    if (const auto wait = too_often(live, *setup, owner)) {
      live.tally.count(metrics::Refusal::kRate);
      return told_to_wait(*wait);
    }
    const BundlePointer served = bundle_for(*setup, owner.application, owner.organization_id);
    return handler(request, {*setup, *served, *session, std::move(token)});
  };
}

}  // namespace presave::server::api
