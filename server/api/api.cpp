#include "server/api/api.h"

#include <condition_variable>
#include <mutex>

#include "server/api/cors.h"
#include "server/api/endpoints.h"
#include "server/http/respond.h"

namespace presave::server::api {
namespace {

/// The one list of what the server answers.
std::vector<http::Route> all_routes(Live& live) {
  std::vector<http::Route> routes;
  for (auto* group : {canvas_routes, record_routes, save_routes, oauth_routes, callout_routes, page_routes}) {
    for (http::Route& route : group(live)) routes.push_back(std::move(route));
  }
  return routes;
}

/// From now on the log is told what an operator must know of users' tokens.
void hear_of_tokens(const Setup& setup, const Note& note) {
  if (setup.sign_in) setup.sign_in->events->listen(note);
}

}  // namespace

void pause_for(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, time, [] { return false; });
}

Clocks Clocks::real() {
  return {[] { return std::chrono::steady_clock::now(); },
          [] {
            const auto now = std::chrono::system_clock::now().time_since_epoch();
            return std::int64_t{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
          },
          pause_for};
}

Api::Api(SetupPointer setup, Clocks clocks, Note note, AuditTrail audit)
    : live_(std::move(setup), std::move(clocks), std::move(note), std::move(audit)), router_(all_routes(live_)) {
  hear_of_tokens(*live_.setup(), live_.note);
}

http::Response Api::answer(const http::Request& request) {
  const SetupPointer setup = live_.setup();
  const auto asked_beforehand = preflight(*setup, request);
  http::Response response = asked_beforehand ? *asked_beforehand : router_.answer(request);
  allow_origin(*setup, request, response);
  setup->policy.apply(response);
  return response;
}

http::Response Api::refuse(const http::Problem& problem) const {
  http::Response response = http::problem(problem);
  live_.setup()->policy.apply(response);
  return response;
}

void Api::serve(SetupPointer setup) {
  hear_of_tokens(*setup, live_.note);
  live_.current.store(std::move(setup));
}

}  // namespace presave::server::api
