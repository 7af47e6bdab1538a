// Calls to other servers (an org's REST API, an OAuth token endpoint) as plain data. Rooms that call out make
// a Call and read an Answer, so that a test can play the other side; how bytes travel is known to one file.
#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "server/http/message.h"

namespace presave::server::outbound {

/// One request to another server.
struct Call {
  std::string method = "GET";
  std::string url;  ///< https; the caller has checked its host
  std::vector<http::Header> headers;
  std::string body;
  std::chrono::milliseconds timeout{20'000};  ///< for the whole call, connecting included
  std::stop_token stop;                       ///< asked to stop: the call is given up
  /// Set to true where there is no answer and nothing of the call has left this machine: it may be made again
  /// whatever it does. Untouched otherwise: then nobody knows.
  bool* unsent = nullptr;
};

/// What came back, whatever its status.
struct Answer {
  int status = 0;
  std::vector<http::Header> headers;
  std::string body;

  /// The first header of that name; empty when there is none.
  std::string_view header(std::string_view name) const { return http::find_header(headers, name); }
};

/// What became of the calls so far.
struct CallCounts {
  std::uint64_t answered = 0;  ///< whatever the answer's status
  std::uint64_t failed = 0;    ///< no answer: unreachable, not trusted, too late, given up, no connection free
};

/// Sends calls. Threads may share one.
class Client {
 public:
  virtual ~Client() = default;
  /// Waits for the answer. kUnreachable when there is none: refused, not trusted, too late, given up, too
  /// large.
  virtual Result<Answer> send(const Call& call) = 0;
  virtual CallCounts counts() const { return {}; }
};

}  // namespace presave::server::outbound
