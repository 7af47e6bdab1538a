#include "server/callers/seen_tokens.h"

namespace presave::server::callers {

bool SeenTokens::first_use(const std::string& issuer, const std::string& id, std::int64_t expires,
                           std::int64_t now) {
  const std::scoped_lock lock(mutex_);
  if (until_.size() >= capacity_) {
    std::erase_if(until_, [now](const auto& one) { return one.second < now; });
    if (until_.size() >= capacity_) return false;
  }
  // The length keeps "ab"+"c" and "a"+"bc" apart.
  return until_.emplace(std::to_string(issuer.size()) + ":" + issuer + id, expires).second;
}

}  // namespace presave::server::callers
