// The endpoints of signing in with Salesforce, in a window of its own: /oauth/start leads to Salesforce's
// login page, /oauth/callback takes the code that comes back, /api/oauth/revoke ends it.
#include "server/api/endpoints.h"
#include "server/api/notices.h"
#include "server/api/session_guard.h"
#include "server/http/cookie.h"
#include "server/http/form.h"
#include "server/http/limits.h"
#include "server/http/respond.h"
#include "server/oauth/authorization.h"
#include "server/oauth/token_endpoint.h"

namespace presave::server::api {
namespace {

using http::Request;
using http::Response;

constexpr std::string_view kCookie = "presave-oauth";

Response page(const Request& request, int status, NoticeKind kind, std::string_view detail = {}) {
  return http::html(status,
                    notice_page(notice(kind, language_of(request.header("Accept-Language")), detail)));
}

/// The value of a parameter that is there once; empty otherwise.
std::string_view value_of(const http::Form& query, std::string_view name) {
  const auto value = query.only(name);
  return value ? *value : std::string_view();
}

/// `age` 0 makes the browser forget.
Done set_journey(Response& response, std::string_view value, std::chrono::seconds age) {
  auto cookie = http::set_cookie(kCookie, value, age);
  if (!cookie) return cookie.fault();
  response.set("Set-Cookie", std::move(*cookie));
  return done();
}

Response failed(Live& live, const Request& request, const Fault& fault) {
  live.note("sign-in failed: " + fault.text());
  return page(request, 500, NoticeKind::kFailed);
}

Response start(Live& live, const Request& request) {
  const SetupPointer setup = live.setup();
  const auto query = http::decode_form(request.query);
  if (!query) return page(request, 400, NoticeKind::kNotApproved, query.fault().text());
  const CanvasApp* app = find_app(*setup, value_of(*query, "app"));
  const oauth::UserTokens* tokens = app && setup->sign_in ? setup->sign_in->find(app->name) : nullptr;
  if (!tokens) return page(request, 404, NoticeKind::kNoSuchApp);
  const auto departure = oauth::depart(tokens->client(), value_of(*query, "loginUrl"), *setup->sign_in->keys,
                                       live.clocks.wall_ms());
  if (!departure) {
    const bool foreign = departure.fault().code == FaultCode::kBadValue;
    return foreign ? page(request, 400, NoticeKind::kForeignLogin) : failed(live, request, departure.fault());
  }
  Response response;
  response.status = 303;
  response.set("Location", departure->location).set("Cache-Control", "no-store");
  if (const Done set = set_journey(response, departure->cookie, limits::kSignInTime); !set) {
    return failed(live, request, set.fault());
  }
  return response;
}

/// One coming back.
struct Arrival {
  Live& live;
  const Setup& setup;
  const Request& request;
  const http::Form& query;
};

/// Exchanges the code and keeps the tokens; whose they are.
Result<oauth::TokenOwner> take_tokens(const Arrival& arrival, oauth::UserTokens& tokens,
                                      const oauth::Journey& journey) {
  outbound::Call call =
      oauth::code_call(tokens.client(), journey.origin, value_of(arrival.query, "code"), journey.verifier);
  call.timeout = limits::kTokenCall;
  const auto answer = arrival.setup.outbound->send(call);
  if (!answer) return answer.fault();
  const auto grant = oauth::read_grant(tokens.client(), *answer);
  if (!grant) return grant.fault();
  const Done ours =
      oauth::check_id_token(tokens.client(), journey, grant->id_token, arrival.live.clocks.wall_ms());
  if (!ours) return ours.fault();
  const CanvasApp* app = find_app(arrival.setup, tokens.client().name);
  if (!app || !serves(*app, grant->organization_id)) {
    return Fault{FaultCode::kRefused, "organization", "this org is not served here"};
  }
  return tokens.keep(*grant, journey.origin);
}

Response arrived(const Arrival& arrival) {
  const auto& [live, setup, request, query] = arrival;
  const auto cookie = http::cookie(request, "__Host-" + std::string(kCookie));
  if (!cookie) return page(request, 400, NoticeKind::kNotApproved, cookie.fault().text());
  const auto journey = oauth::arrive(cookie->value_or(""), value_of(query, "state"), *setup.sign_in->keys,
                                     live.clocks.wall_ms());
  if (!journey) return page(request, 400, NoticeKind::kNotApproved, journey.fault().detail);
  oauth::UserTokens* tokens = setup.sign_in->find(journey->client);
  if (!tokens) return page(request, 404, NoticeKind::kNoSuchApp);
  // Salesforce says why there is no code. Its words are not repeated: whoever made the address could have
  // written them.
  if (value_of(query, "code").empty())
    return page(request, 403, NoticeKind::kNotApproved, "Salesforce gave no code");
  const auto owner = take_tokens(arrival, *tokens, *journey);
  if (!owner) {
    live.note("sign-in failed: " + owner.fault().text());
    const int status = may_pass(owner.fault().code) ? 503 : 403;
    return page(request, status, NoticeKind::kNotApproved, sentence(owner.fault().code));
  }
  live.note("user " + owner->user_id + " of org " + owner->organization_id + " has approved " +
            journey->client);
  return page(request, 200, NoticeKind::kApproved);
}

Response callback(Live& live, const Request& request) {
  const SetupPointer setup = live.setup();
  if (!setup->sign_in || !setup->outbound) return page(request, 404, NoticeKind::kNoSuchApp);
  const auto query = http::decode_form(request.query);
  if (!query) return page(request, 400, NoticeKind::kNotApproved, query.fault().text());
  Response response = arrived({live, *setup, request, *query});
  // A journey ends once, well or not.
  if (const Done forgotten = set_journey(response, "", std::chrono::seconds(0)); !forgotten) {
    return failed(live, request, forgotten.fault());
  }
  return response;
}

Response revoke(Live& live, const Request& request, const Within& within) {
  const canvas::SessionOwner& owner = within.session.owner;
  oauth::UserTokens* tokens = within.setup.sign_in ? within.setup.sign_in->find(owner.application) : nullptr;
  if (!tokens)
    return http::problem(
        {404, "No sign-in", "This app has no OAuth client, so there is nothing to revoke.", ""});
  const Done revoked = tokens->revoke({owner.organization_id, owner.user_id}, request.stop);
  if (!revoked) {
    live.note("revoking failed: " + revoked.fault().text());
    return http::problem({502, "Not revoked in Salesforce",
                          "The tokens are forgotten here, but Salesforce could not be told. Revoke them "
                          "there: in your settings, "
                          "Connections.",
                          ""});
  }
  Response response;
  response.status = 204;
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

std::vector<http::Route> oauth_routes(Live& live) {
  return {
      {"GET", "/oauth/start", [&live](const Request& request) { return start(live, request); }},
      {"GET", "/oauth/callback", [&live](const Request& request) { return callback(live, request); }, true},
      {"POST", "/api/oauth/revoke",
       for_sessions(live, [&live](const Request& request,
                                  const Within& within) { return revoke(live, request, within); }),
       true},
  };
}

}  // namespace presave::server::api
