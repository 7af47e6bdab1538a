#include "server/http/router.h"

#include <algorithm>
#include <string_view>

#include "server/http/respond.h"

namespace presave::server::http {
namespace {

/// How well a route's path fits: 0 not at all; more is better.
std::size_t fit(std::string_view route, std::string_view path) {
  if (route == path) return std::string_view::npos;
  if (route.empty() || route.back() != '*') return 0;
  const std::string_view beginning = route.substr(0, route.size() - 1);
  return path.substr(0, beginning.size()) == beginning ? beginning.size() : 0;
}

}  // namespace

std::size_t Router::best_fit(const Request& request) const {
  std::size_t best = 0;
  for (const Route& route : routes_) best = std::max(best, fit(route.path, request.path));
  return best;
}

/// The route of that fit which has the request's method; null when there is none.
const Route* Router::find(const Request& request, std::size_t wanted) const {
  const std::string_view method = request.method == "HEAD" ? std::string_view("GET") : request.method;
  for (const Route& route : routes_) {
    if (route.method == method && fit(route.path, request.path) == wanted) return &route;
  }
  return nullptr;
}

bool Router::waits(const Request& request) const {
  const std::size_t best = best_fit(request);
  const Route* route = best > 0 ? find(request, best) : nullptr;
  return route && route->waits && !(route->at_once && route->at_once(request));
}

std::string_view Router::pattern(const Request& request) const {
  const std::size_t best = best_fit(request);
  const Route* route = best > 0 ? find(request, best) : nullptr;
  return route ? std::string_view(route->path) : std::string_view();
}

Response Router::answer(const Request& request) const {
  const std::size_t best = best_fit(request);
  if (best == 0) return problem({404, "Not found", "There is nothing at this address.", ""});
  if (const Route* route = find(request, best)) return route->handler(request);
  std::string allowed;
  for (const Route& route : routes_) {
    if (fit(route.path, request.path) != best) continue;
    allowed += (allowed.empty() ? "" : ", ") + route.method + (route.method == "GET" ? ", HEAD" : "");
  }
  Response response = problem({405, "Method not allowed", "This address answers " + allowed + ".", ""});
  response.set("Allow", allowed);
  return response;
}

}  // namespace presave::server::http
