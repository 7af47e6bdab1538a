#include "server/api/session_guard.h"

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

}  // namespace

std::string session_token(const Setup&, const http::Request& request) {
  if (request.count("Authorization") != 1) return {};
  return std::string(canvas::bearer_token(request.header("Authorization")));
}

http::Handler for_sessions(Live& live, SessionHandler handler) {
  return [&live, handler = std::move(handler)](const http::Request& request) {
    const SetupPointer setup = live.setup();
    std::string token = session_token(*setup, request);
    const auto session = live.sessions.find(token, live.clocks.steady());
    if (!session) return no_session();
    const canvas::SessionOwner& owner = session->owner;
    const BundlePointer served = bundle_for(*setup, owner.application, owner.organization_id);
    return handler(request, {*setup, *served, *session, std::move(token)});
  };
}

}  // namespace presave::server::api
