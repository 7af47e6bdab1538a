// What those who run the server look at: GET /metrics. Stands beside the endpoints, because it knows the log and the
// network's counters, too.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

#include "server/api/api.h"
#include "server/crypto/secret.h"
#include "server/http/traffic.h"
#include "server/log/log.h"
#include "server/metrics/metrics.h"
#include "server/setup/settings.h"

namespace presave::server {

/// Who may read the metrics.
struct Watch {
  enum class Access { kNobody, kLoopback, kToken };
  Access access = Access::kNobody;
  std::optional<crypto::Secret> token{};

  /// Reads the token where one is asked for.
  static Result<Watch> from(const setup::MetricsSettings& settings);
};

/// Threads share one. All references must outlive it.
class Watching {
 public:
  Watching(Watch chosen, const api::Api& api, const log::Log& log, std::shared_ptr<const http::Traffic> traffic);

  /// The answer to GET /metrics for those who may ask; nothing for all else.
  std::optional<http::Response> answer(const http::Request& request) const;
  void count(const http::Request& request, int status, std::chrono::steady_clock::duration took);
  void reloaded(bool taken) { metrics_.reload(taken); }

 private:
  bool may_read(const http::Request& request) const;
  http::Response metrics() const;

  const Watch watch_;
  const api::Api& api_;
  const log::Log& log_;
  const std::shared_ptr<const http::Traffic> traffic_;
  metrics::Metrics metrics_;
};

}  // namespace presave::server
