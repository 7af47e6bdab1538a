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
                             ",\"tag\":" + served.tag +
                             ",\"rules\":" + std::to_string(served.bundle.compiled_rules()) + "}}\n");
}

}  // namespace

std::vector<http::Route> page_routes(Live& live) {
  return {
      {"GET", "/healthz", [&live](const http::Request&) { return health(*live.setup()); }},
      {"GET", "/*", [&live](const http::Request& request) { return live.setup()->files.answer(request); }},
  };
}

}  // namespace presave::server::api
