// What the server counts, and how Prometheus reads it (text exposition format 0.0.4). Counting is one atomic addition;
// names, labels and help are rows of tables, so that nothing is counted that is not shown.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/traffic.h"

namespace presave::server::metrics {

/// A number that is asked for only when somebody reads.
struct Sample {
  std::string_view name;  ///< "presave_sessions"
  std::string_view help;
  std::string_view type;  ///< "gauge" or "counter"
  double value = 0;
  std::string labels{};  ///< label(...), joined by commas; samples of one name stand together
};

/// name="value", as the format spells it.
std::string label(std::string_view name, std::string_view value);

/// The upper ends of the durations' buckets, in seconds as they are printed, and in microseconds.
struct Bucket {
  std::string_view seconds;
  std::int64_t microseconds;
};
inline constexpr std::array<Bucket, 10> kBuckets{{{"0.00005", 50},
                                                  {"0.0001", 100},
                                                  {"0.00025", 250},
                                                  {"0.0005", 500},
                                                  {"0.001", 1'000},
                                                  {"0.005", 5'000},
                                                  {"0.025", 25'000},
                                                  {"0.1", 100'000},
                                                  {"1", 1'000'000},
                                                  {"10", 10'000'000}}};

/// Threads share one.
class Metrics {
 public:
  /// `routes`: the patterns of what is answered ("/api/validate", "/*"): a request counts by its pattern, so that
  /// strangers cannot make new series.
  explicit Metrics(const std::vector<std::string>& routes);

  /// One answered request; a route that is not known counts as "none".
  void request(std::string_view route, int status, std::chrono::microseconds took);

  void reload(bool taken) { ++(taken ? reloads_ : refused_reloads_); }

  /// Everything, with what the network counted and the samples.
  std::string text(const http::Traffic& traffic, const std::vector<Sample>& samples) const;

 private:
  struct Series {
    std::string route;
    std::array<std::atomic<std::uint64_t>, 5> by_class{};                     // 1xx to 5xx
    std::array<std::atomic<std::uint64_t>, kBuckets.size() + 1> durations{};  // each in one bucket; the last: longer
    std::atomic<std::uint64_t> microseconds{0};
  };

  std::vector<std::unique_ptr<Series>> series_;  // the last: "none"
  std::atomic<std::uint64_t> reloads_{0};
  std::atomic<std::uint64_t> refused_reloads_{0};
};

}  // namespace presave::server::metrics
