#include "server/watch.h"

#include "server/canvas/sessions.h"
#include "server/crypto/hash.h"
#include "server/crypto/secret_source.h"
#include "server/http/respond.h"

namespace presave::server {
namespace {

std::vector<std::string> patterns(const http::Router& router) {
  std::vector<std::string> list;
  for (const http::Route& route : router.routes()) list.push_back(route.path);
  return list;
}

/// A proxy that says for whom it speaks is not this machine.
bool is_forwarded(const http::Request& request) {
  return request.count("X-Forwarded-For") + request.count("Forwarded") + request.count("Via") > 0;
}

http::Response plain(int status, std::string text) {
  http::Response response;
  response.status = status;
  response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8").set("Cache-Control", "no-store");
  response.body = std::make_shared<const std::string>(std::move(text));
  return response;
}

/// What each org has last said of itself.
void add_usage(const std::map<std::string, salesforce::Usage>& usage, std::vector<metrics::Sample>& samples) {
  const auto add = [&](std::string_view name, std::string_view help, std::int64_t salesforce::Usage::*number) {
    for (const auto& [organization, one] : usage) {
      samples.push_back({name, help, "gauge", static_cast<double>(one.*number), metrics::label("organization", organization)});
    }
  };
  add("presave_org_api_calls_used", "API calls of 24 hours that the org has used, by its last answer.", &salesforce::Usage::used);
  add("presave_org_api_calls_most", "API calls of 24 hours that the org may use.", &salesforce::Usage::most);
}

/// What the server stands on: calls to other servers, and its store.
void add_surroundings(const api::Setup& setup, std::vector<metrics::Sample>& samples) {
  const outbound::CallCounts calls = setup.outbound ? setup.outbound->counts() : outbound::CallCounts{};
  const auto add_calls = [&samples](std::string_view result, std::uint64_t count) {
    samples.push_back({"presave_outbound_calls_total", "Calls to orgs and other servers since the last reload, by whether they were answered.",
                       "counter", static_cast<double>(count), metrics::label("result", result)});
  };
  add_calls("answered", calls.answered);
  add_calls("failed", calls.failed);
  const double failures = setup.store ? static_cast<double>(setup.store->failures()) : 0;
  samples.push_back({"presave_store_failures_total", "Operations of the store that failed since the last reload.", "counter", failures});
}

}  // namespace

Result<Watch> Watch::from(const setup::MetricsSettings& settings) {
  Watch watch;
  if (settings.access == "loopback") watch.access = Access::kLoopback;
  if (settings.access != "token") return watch;
  auto token = crypto::read_secret(settings.token, "metrics.token");
  if (!token) return token.fault();
  watch.access = Access::kToken;
  watch.token = std::move(*token);
  return watch;
}

Watching::Watching(Watch chosen, const api::Api& api, const log::Log& log,
                   std::shared_ptr<const http::Traffic> traffic)
    : watch_(std::move(chosen)), api_(api), log_(log), traffic_(std::move(traffic)), metrics_(patterns(api.router())) {}

bool Watching::may_read(const http::Request& request) const {
  switch (watch_.access) {
    case Watch::Access::kNobody: return false;
    case Watch::Access::kLoopback:
      return (request.peer.address == "127.0.0.1" || request.peer.address == "::1") && !is_forwarded(request);
    case Watch::Access::kToken:
      return request.count("Authorization") == 1 &&
             crypto::same_bytes(canvas::bearer_token(request.header("Authorization")),
                                watch_.token->reveal_for_cryptography());
  }
  return false;
}

std::optional<http::Response> Watching::answer(const http::Request& request) const {
  // Whoever may not read them learns nothing: there is no such file among the pages either.
  if (request.path != "/metrics" || request.method != "GET" || !may_read(request)) return std::nullopt;
  return metrics();
}

http::Response Watching::metrics() const {
  const api::SetupPointer setup = api_.setup();
  const audit::Journal* journal = api_.journal();
  double rules = 0;
  for (const auto& served : setup->bundles) rules += static_cast<double>(served->bundle.compiled_rules());
  std::vector<metrics::Sample> samples = {
      {"presave_sessions", "Sessions that are open.", "gauge", static_cast<double>(api_.sessions())},
      {"presave_bundles", "Bundles that are served.", "gauge", static_cast<double>(setup->bundles.size())},
      {"presave_rules", "Rules that are served.", "gauge", rules},
      {"presave_log_lines_dropped_total", "Lines of the log that nobody took in time.", "counter",
       static_cast<double>(log_.dropped())},
      {"presave_audit_lines_total", "Number of the audit journal's last line.", "counter",
       journal ? static_cast<double>(journal->lines()) : 0},
      {"presave_audit_failures_total", "Lines that the audit journal could not take.", "counter",
       journal ? static_cast<double>(journal->failures()) : 0},
  };
  add_surroundings(*setup, samples);
  for (metrics::Sample& sample : api_.tally().samples()) samples.push_back(std::move(sample));
  add_usage(api_.usage(), samples);
  return plain(200, metrics_.text(*traffic_, samples));
}

void Watching::count(const http::Request& request, int status, std::chrono::steady_clock::duration took) {
  metrics_.request(api_.router().pattern(request), status, std::chrono::duration_cast<std::chrono::microseconds>(took));
}

}  // namespace presave::server
