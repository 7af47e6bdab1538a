#include "server/api/cors.h"

#include <algorithm>

namespace presave::server::api {
namespace {

constexpr std::string_view kPaths = "/api/";

bool is_covered(const http::Request& request) {
  return std::string_view(request.path).substr(0, kPaths.size()) == kPaths;
}

/// The origin that asks, where it is on the list; else empty.
std::string_view listed_origin(const Setup& setup, const http::Request& request) {
  if (!is_covered(request) || request.count("Origin") != 1) return {};
  const std::string_view origin = request.header("Origin");
  const auto& listed = setup.api_origins;
  return std::find(listed.begin(), listed.end(), origin) == listed.end() ? std::string_view() : origin;
}

}  // namespace

std::optional<http::Response> preflight(const Setup& setup, const http::Request& request) {
  if (request.method != "OPTIONS" || request.header("Access-Control-Request-Method").empty()) return std::nullopt;
  if (listed_origin(setup, request).empty()) return std::nullopt;
  http::Response response;
  response.status = 204;
  response.set("Access-Control-Allow-Methods", "GET, POST")
      .set("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match")
      .set("Access-Control-Max-Age", "600");
  return response;
}

void allow_origin(const Setup& setup, const http::Request& request, http::Response& response) {
  if (setup.api_origins.empty() || !is_covered(request)) return;
  const std::string_view before = response.header("Vary");
  response.set("Vary", before.empty() ? "Origin" : std::string(before) + ", Origin");
  const std::string_view origin = listed_origin(setup, request);
  if (origin.empty()) return;
  response.set("Access-Control-Allow-Origin", std::string(origin)).set("Access-Control-Expose-Headers", "ETag, Retry-After");
}

}  // namespace presave::server::api
