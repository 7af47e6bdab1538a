// The time that is given for what a connection does. Times change several times a request, so the timer is
// left alone as long as it rings early enough: when it rings too early, it is set again.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>

#include "server/net/stream.h"

namespace presave::server::net {

class Deadline {
 public:
  /// Belongs to the owner of `stream`, and is used on its executor only.
  explicit Deadline(Stream& stream) : stream_(stream), timer_(stream.get_executor()) {}

  /// The timer holds its owner while it calls back.
  void watch_for(std::weak_ptr<const void> owner) { owner_ = std::move(owner); }
  /// From now on, what is under way may take so long; then it is cancelled, and late() is true.
  void give(std::chrono::milliseconds time);
  /// Nothing is timed until the next give().
  void lift();
  /// Nothing will be timed any more.
  void end();
  bool late() const { return late_; }

 private:
  using Clock = std::chrono::steady_clock;
  void set_timer(Clock::time_point when);
  void ring();

  Stream& stream_;
  boost::asio::steady_timer timer_;
  std::weak_ptr<const void> owner_;
  Clock::time_point until_ = Clock::time_point::max();
  Clock::time_point rings_ = Clock::time_point::max();
  bool late_ = false;
};

}  // namespace presave::server::net
