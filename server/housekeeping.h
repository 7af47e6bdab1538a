// The thread that keeps house beside those that answer: a turn at start, then one every limits::kHousekeeping. Ends with
// its owner, between two calls to an org.
#pragma once

#include <functional>
#include <stop_token>
#include <thread>

namespace presave::server {

class Housekeeping {
 public:
  /// `turn` is called in a thread of its own, and must outlive it.
  explicit Housekeeping(std::function<void(const std::stop_token&)> turn);

 private:
  std::jthread thread_;  // asks to stop and waits when it ends
};

}  // namespace presave::server
