// How often somebody may ask: a bucket of tokens for each name, filled evenly, with a minute's worth of room.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace presave::server::rate {

/// Threads may share one. Time is given by the caller.
class Buckets {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `capacity`: names that are remembered; past it the one that has not asked for longest is forgotten.
  explicit Buckets(std::size_t capacity) : capacity_(capacity) {}

  /// Takes a token. Nothing when there was one; else after how many seconds there will be. 0 a minute: without bound.
  std::optional<std::chrono::seconds> take(std::string_view name, std::uint32_t per_minute, Time now);

 private:
  struct Bucket {
    std::string name;
    double tokens;
    Time filled;
  };

  const std::size_t capacity_;
  std::mutex mutex_;
  std::list<Bucket> by_use_;  // longest unused first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_name_;  // views of the names in the list
};

}  // namespace presave::server::rate
