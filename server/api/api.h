// The endpoints: which address does what. The handlers are thin: they take a request apart, ask the room that
// knows, and put the answer together. Knows nothing of sockets.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/presave.h"
#include "server/api/pages.h"
#include "server/canvas/replay.h"
#include "server/canvas/sessions.h"
#include "server/canvas/signed_request.h"
#include "server/http/message.h"
#include "server/http/respond.h"
#include "server/http/router.h"
#include "server/http/static_files.h"

namespace presave::server::api {

/// What the endpoints work with; read and checked at start, unchanged afterwards.
struct Parts {
  Bundle bundle;
  std::shared_ptr<const std::string> bundle_document;  ///< the very bytes that `bundle` was loaded from
  http::StaticFiles files;
  CanvasPage canvas_page;
  canvas::Verifier verifier;
  std::size_t secrets = 1;
  std::vector<std::string> frame_ancestors;
  std::vector<std::string> organizations;  ///< org ids that are served; empty: all
};

/// The clocks, so that a test can turn them.
struct Clocks {
  std::function<std::chrono::steady_clock::time_point()> steady;
  std::function<std::int64_t()> wall_ms;  ///< epoch milliseconds
  static Clocks real();
};

/// Answers every request of the server. Threads may share one.
class Api {
 public:
  /// `note` is told what an administrator may want to know; never anything secret or sent by a client.
  Api(Parts parts, Clocks clocks, std::function<void(std::string_view)> note);

  http::Response answer(const http::Request& request);
  /// The answer to a request whose framing is refused.
  http::Response refuse(const http::Problem& problem) const;

 private:
  std::vector<http::Route> routes();
  http::Response health() const;
  http::Response open_canvas(const http::Request& request);
  http::Response canvas_without_request(const http::Request& request) const;
  http::Response bundle(const http::Request& request) const;
  http::Response validate(const http::Request& request) const;

  Result<std::string> context_document(const canvas::VerifiedRequest& verified);
  bool serves(std::string_view organization_id) const;
  http::Handler for_sessions(std::function<http::Response(const http::Request&)> handler);

  Parts parts_;
  Clocks clocks_;
  std::function<void(std::string_view)> note_;
  std::string bundle_tag_;
  http::SecurityPolicy policy_;
  canvas::ReplayCache replay_;
  canvas::Sessions sessions_;
  http::Router router_;
};

}  // namespace presave::server::api
