// How much of its daily calls each org has used, as the org itself says in every answer (Sforce-Limit-Info).
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace presave::server::salesforce {

using Time = std::chrono::steady_clock::time_point;

struct Usage {
  std::int64_t used = 0;
  std::int64_t most = 0;  ///< in 24 hours
  Time seen{};            ///< when the org said so
};

/// The first figures of "api-usage=18/5000; per-app-api-usage=…"; nothing for anything else.
std::optional<Usage> read_usage(std::string_view limit_info);

/// The last figures of each org. Threads may share one.
class ApiUsage {
 public:
  /// Takes in an answer's header; without it, or past limits::kUsageOrgs orgs, nothing happens.
  void note(const std::string& organization, std::string_view limit_info, Time now);
  std::map<std::string, Usage> all() const;
  /// True when the org has said within limits::kUsageFresh that it has used `percent` of its calls or more. Never
  /// with 100: the org itself says so then.
  bool reached(const std::string& organization, std::uint32_t percent, Time now) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Usage> by_organization_;
};

}  // namespace presave::server::salesforce
