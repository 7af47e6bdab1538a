#include "server/canvas/replay.h"

namespace presave::server::canvas {

bool ReplayCache::admit(std::string_view signature, Time now) {
  const std::scoped_lock lock(mutex_);
  while (!in_order_.empty() && now - seen_.at(in_order_.front()).first > limits::kSeenAge) forget_oldest();
  std::string key(signature);
  const auto found = seen_.find(key);
  if (found != seen_.end()) {
    Seen& seen = found->second;
    return now - seen.first <= limits::kReloadWindow && ++seen.uses <= limits::kUses;
  }
  if (in_order_.size() == capacity_) forget_oldest();
  in_order_.push_back(key);
  seen_.emplace(std::move(key), Seen{now});
  return true;
}

void ReplayCache::forget_oldest() {
  seen_.erase(in_order_.front());
  in_order_.pop_front();
}

}  // namespace presave::server::canvas
