// The files of the web folder, and whether the server is well.
#include "server/api/endpoints.h"
#include "server/api/version.h"
#include "server/http/respond.h"

namespace presave::server::api {
namespace {

http::Response health(const Setup& setup) {
  const ServedBundle& served = *setup.bundles.front();
  return http::json(200, R"({"status":"ok","version":)" + http::json_text(kVersion) +
                             ",\"bundle\":{\"name\":" + http::json_text(served.bundle.org().name) +
                             ",\"tag\":" + served.tag() +
                             ",\"rules\":" + std::to_string(served.bundle.compiled_rules()) + "}}\n");
}

/// Whether requests can be served now: the server does not stop, and the store takes what must not be lost.
http::Response readiness(const Live& live) {
  if (live.stopping) return http::json(503, "{\"status\":\"stopping\"}\n");
  const SetupPointer setup = live.setup();
  const Done stored = setup->store ? setup->store->probe(live.clocks.wall_ms()) : done();
  if (stored) return http::json(200, "{\"status\":\"ready\"}\n");
  return http::json(503, "{\"status\":\"not ready\",\"store\":" + http::json_text(name_of(stored.fault().code)) + "}\n");
}

}  // namespace

std::vector<http::Route> page_routes(Live& live) {
  return {
      {"GET", "/healthz", [&live](const http::Request&) { return health(*live.setup()); }},
      {"GET", "/readyz", [&live](const http::Request&) { return readiness(live); }, true},
      {"GET", "/*", [&live](const http::Request& request) { return live.setup()->files.answer(request); }},
  };
}

}  // namespace presave::server::api
