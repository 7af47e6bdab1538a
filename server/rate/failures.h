// Counts failed attempts by network address, so that nobody guesses passwords at leisure or fills the log.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/http/limits.h"

namespace presave::server::rate {

/// Threads may share one. Time is given by the caller.
class Failures {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// True while the address has failed limits::kFailedAttempts times within limits::kFailureWindow.
  bool too_many(std::string_view address, Time now);
  void add(std::string_view address, Time now);

 private:
  struct Window {
    Time begun;
    unsigned failures = 0;
  };
  void make_room(Time now);

  std::mutex mutex_;
  std::unordered_map<std::string, Window> windows_;
};

/// What of an address counts: an IPv4 address whole, of an IPv6 address its network (64 bits), since its
/// owner has all the rest.
std::string network_of(std::string_view address);

}  // namespace presave::server::rate
