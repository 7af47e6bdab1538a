#include "server/canvas/replay.h"

namespace presave::server::canvas {

bool ReplayCache::admit(std::string_view signature, Time now) {
  const std::scoped_lock lock(mutex_);
  forget(now);
  std::string key(signature);
  const auto found = first_use_.find(key);
  if (found != first_use_.end()) return now - found->second <= limits::kReloadWindow;
  if (in_order_.size() == capacity_) {
    first_use_.erase(in_order_.front().signature);
    in_order_.pop_front();
  }
  in_order_.push_back({key, now});
  first_use_.emplace(std::move(key), now);
  return true;
}

void ReplayCache::forget(Time now) {
  while (!in_order_.empty() && now - in_order_.front().first > limits::kSeenAge) {
    first_use_.erase(in_order_.front().signature);
    in_order_.pop_front();
  }
}

}  // namespace presave::server::canvas
