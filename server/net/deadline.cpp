#include "server/net/deadline.h"

#include "server/net/pch.h"

namespace presave::server::net {
namespace {

constexpr std::chrono::milliseconds kCancelAgain{50};

}  // namespace

void Deadline::give(std::chrono::milliseconds time) {
  late_ = false;
  until_ = Clock::now() + time;
  if (until_ < rings_) set_timer(until_);
}

void Deadline::lift() {
  late_ = false;
  until_ = Clock::time_point::max();
}

void Deadline::end() {
  lift();
  timer_.cancel();
}

void Deadline::set_timer(Clock::time_point when) {
  rings_ = when;
  timer_.expires_at(when);
  timer_.async_wait([this, owner = owner_](boost::system::error_code error) {
    const auto held = owner.lock();
    if (held && !error) ring();
  });
}

void Deadline::ring() {
  rings_ = Clock::time_point::max();
  const auto now = Clock::now();
  if (until_ == Clock::time_point::max()) return;
  if (until_ > now) return set_timer(until_);
  late_ = true;
  stream_.cancel();
  // Cancelling misses an operation that has just finished and goes on with a next step: cancel again.
  set_timer(now + kCancelAgain);
}

}  // namespace presave::server::net
