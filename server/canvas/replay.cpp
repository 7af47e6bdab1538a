#include "server/canvas/replay.h"

namespace presave::server::canvas {

bool ReplayCache::admit(std::string_view signature, Time now) {
  const std::scoped_lock lock(mutex_);
  while (!in_order_.empty() && now - in_order_.front()->second.first > limits::kSeenAge) forget_oldest();
  const auto [entry, is_new] = seen_.try_emplace(std::string(signature), Seen{now});
  if (!is_new) {
    Seen& seen = entry->second;
    return now - seen.first <= limits::kReloadWindow && ++seen.uses <= limits::kUses;
  }
  if (in_order_.size() == capacity_) forget_oldest();
  in_order_.push_back(&*entry);
  return true;
}

void ReplayCache::forget_oldest() {
  seen_.erase(seen_.find(in_order_.front()->first));
  in_order_.pop_front();
}

}  // namespace presave::server::canvas
