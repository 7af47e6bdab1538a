// SIGHUP as a call: the signal is blocked in every thread and taken by one of its own, where anything may be done.
#pragma once

#include <functional>
#include <thread>

namespace presave::server {

/// Calls `hung_up` for each SIGHUP while it lives. Must exist before other threads begin, so that they inherit the mask.
class Hangup {
 public:
  explicit Hangup(std::function<void()> hung_up);
  ~Hangup();
  Hangup(const Hangup&) = delete;
  Hangup& operator=(const Hangup&) = delete;

 private:
  std::jthread waiting_;
};

/// Blocks SIGHUP in this thread and those that it begins.
void block_hangup();

}  // namespace presave::server
