// What pages ask once Salesforce has opened them: their org's bundle, and decisions by it.
#include "engine/presave.h"
#include "server/api/audited.h"
#include "server/api/decision.h"
#include "server/api/endpoints.h"
#include "server/api/session_guard.h"
#include "server/api/verified_user.h"
#include "server/http/respond.h"

namespace presave::server::api {
namespace {

using http::Request;
using http::Response;

/// What the engine refuses is the client's mistake.
Response refusal(const Fault& fault) {
  const int status = fault.code == FaultCode::kTooLarge ? 413 : 400;
  std::string title(sentence(fault.code));
  title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(title.front())));
  return http::problem({status, std::move(title), fault.detail, fault.where});
}

Response send_bundle(const Request& request, const Within& within) {
  return bundle_answer(request, within.served);
}

Response validate(Live& live, const Request& request, const Within& within) {
  if (!http::sends_json(request)) {
    return http::problem({415, "Not JSON", "Send the request document as application/json.", "Content-Type"});
  }
  const auto asked = with_verified_user(request.body, *within.session.context);
  if (!asked) return refusal(asked.fault());
  auto outcome = within.served.bundle.validate(*asked, live.clocks.wall_ms());
  live.tally.count(decision_of(outcome));
  if (!outcome) return refusal(outcome.fault());
  return http::json(200, std::move(*outcome));
}

}  // namespace

std::vector<http::Route> record_routes(Live& live) {
  return {
      {"GET", "/api/bundle", for_sessions(live, send_bundle)},
      {"POST", "/api/validate",
       for_sessions(live, audited(live, "validate", Audit::kAfter,
                                  [&live](const Request& request, const Within& within) {
                                    return validate(live, request, within);
                                  })),
       live.audit.waits()},
  };
}

}  // namespace presave::server::api
