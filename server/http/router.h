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
  /// Of a handler that waits: true for a request that it answers without waiting. Asked on a socket's thread,
  /// so it must not wait either. Empty: there are none.
  std::function<bool(const Request&)> at_once{};
};

/// Finds the handler: an exact path before a pattern, and among patterns the longest. HEAD is answered as
/// GET.
class Router {
 public:
  explicit Router(std::vector<Route> routes) : routes_(std::move(routes)) {}
  /// The handler's answer, or 404, or 405 with the methods that the path does have.
  Response answer(const Request& request) const;
  /// True when the handler that would answer may wait over this request.
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
