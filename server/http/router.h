// Which handler answers which method and path: a table that is written once, where the endpoints live.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace presave::server::http {

using Handler = std::function<Response(const Request&)>;

/// One row. A path that ends with '*' takes every path that begins like it.
struct Route {
  std::string method;
  std::string path;
  Handler handler;
  bool waits = false;  ///< the handler may wait for others (a call to another server), not only compute
};

/// Finds the handler: an exact path before a pattern, and among patterns the longest. HEAD is answered as
/// GET.
class Router {
 public:
  explicit Router(std::vector<Route> routes) : routes_(std::move(routes)) {}
  /// The handler's answer, or 404, or 405 with the methods that the path does have.
  Response answer(const Request& request) const;
  /// True when the route that would answer is one whose handler may wait.
  bool waits(const Request& request) const;
  /// The path of the route that answers, as the table has it; empty when none does.
  std::string_view pattern(const Request& request) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::size_t best_fit(const Request& request) const;
  const Route* find(const Request& request, std::size_t fit) const;
  std::vector<Route> routes_;
};

}  // namespace presave::server::http
