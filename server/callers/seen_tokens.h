// Remembers tokens that count once, until they are over.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "server/http/limits.h"

namespace presave::server::callers {

/// Threads may share one.
class SeenTokens {
 public:
  explicit SeenTokens(std::size_t capacity = limits::kSeenTokens) : capacity_(capacity) {}
  /// True for the first use of a token of that issuer and id, which is over at `expires`. False as well where
  /// too many are remembered to remember one more.
  bool first_use(const std::string& issuer, const std::string& id, std::int64_t expires, std::int64_t now);

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::int64_t> until_;
};

}  // namespace presave::server::callers
