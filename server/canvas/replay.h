// Remembers which signed requests were used. A signed request carries no usable time of its own, so whoever
// copies one out of a proxy log could open the app with it for as long as the secret lives.
//
// The rule: the very same request may come again for as long as the OAuth token inside it lives, typically
// two hours, and a bounded number of times: a browser reloads its frame, and the SDK's repost(false) has
// Salesforce send the request again that opened the app. After that it is refused for as long as it is
// remembered. A shorter window would meet honest users, since nothing says that Salesforce makes two requests
// differ that it signs for the same page soon after each other. What is not stopped: a request that was
// captured and used within the window, one older than the memory, and any after a restart, since the memory
// is this process's own.
#pragma once

#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/http/limits.h"

namespace presave::server::canvas {

/// Threads may share one. Time is given by the caller.
class ReplayCache {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit ReplayCache(std::size_t capacity = limits::kSeenRequests) : capacity_(capacity) {}

  /// True when the request with this verified signature may be used now; remembers it.
  bool admit(std::string_view signature, Time now);

 private:
  struct Seen {
    Time first;
    unsigned uses = 1;
  };
  void forget_oldest();

  const std::size_t capacity_;
  std::mutex mutex_;
  using Table = std::unordered_map<std::string, Seen>;  // by signature; its entries stay where they are
  Table seen_;
  std::deque<const Table::value_type*> in_order_;  // oldest first
};

}  // namespace presave::server::canvas
