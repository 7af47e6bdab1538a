// How much of its daily calls each org has used, as the org itself says in every answer (Sforce-Limit-Info).
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace presave::server::salesforce {

struct Usage {
  std::int64_t used = 0;
  std::int64_t most = 0;  ///< in 24 hours
};

/// The first figures of "api-usage=18/5000; per-app-api-usage=…"; nothing for anything else.
std::optional<Usage> read_usage(std::string_view limit_info);

/// The last figures of each org. Threads may share one.
class ApiUsage {
 public:
  /// Takes in an answer's header; without it, or past limits::kUsageOrgs orgs, nothing happens.
  void note(const std::string& organization, std::string_view limit_info);
  std::map<std::string, Usage> all() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Usage> by_organization_;
};

}  // namespace presave::server::salesforce
