#include "server/rate/buckets.h"

#include <algorithm>
#include <cmath>

namespace presave::server::rate {

std::optional<std::chrono::seconds> Buckets::take(std::string_view name, std::uint32_t per_minute, Time now) {
  if (per_minute == 0) return std::nullopt;
  const double per_second = per_minute / 60.0;
  const std::scoped_lock lock(mutex_);
  auto found = by_name_.find(name);
  if (found == by_name_.end()) {
    if (by_use_.size() == capacity_) {
      by_name_.erase(by_use_.front().name);
      by_use_.pop_front();
    }
    by_use_.push_back({std::string(name), static_cast<double>(per_minute), now});
    found = by_name_.emplace(by_use_.back().name, std::prev(by_use_.end())).first;
  }
  Bucket& bucket = *found->second;
  by_use_.splice(by_use_.end(), by_use_, found->second);
  const double passed = std::max(0.0, std::chrono::duration<double>(now - bucket.filled).count());
  bucket.tokens = std::min<double>(per_minute, bucket.tokens + passed * per_second);
  bucket.filled = std::max(bucket.filled, now);
  if (bucket.tokens < 1) {
    return std::chrono::seconds(std::max(1L, std::lround(std::ceil((1 - bucket.tokens) / per_second))));
  }
  bucket.tokens -= 1;
  return std::nullopt;
}

}  // namespace presave::server::rate
