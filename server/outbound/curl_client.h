// Calls over libcurl: TLS that is verified, one deadline for the whole call, answers of bounded size. It
// never follows a redirect, never sends a body twice, and reads no environment variable. The only room that
// sees libcurl.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/http/limits.h"
#include "server/outbound/client.h"

namespace presave::server::outbound {

/// How the outside is reached.
struct ClientSettings {
  std::string ca_file{};  ///< PEM: certificate authorities trusted beside the system's own; may be empty
  std::string proxy{};    ///< "http://proxy.internal:3128"; empty: none
  bool plain_loopback = false;  ///< http:// to 127.0.0.1 and localhost is allowed: for development
  std::chrono::milliseconds connect_timeout = limits::kConnectTimeout;
  std::size_t most_answer_bytes = limits::kAnswerBytes;  ///< of a body, unpacked
  std::size_t connections = limits::kOutboundCalls;      ///< calls under way at once; one more waits
};

/// Keeps connections open between calls. Threads may share one.
class CurlClient final : public Client {
 public:
  /// Refuses settings that cannot work: a CA file that is not there, a proxy that is no address.
  static Result<std::unique_ptr<CurlClient>> with(ClientSettings settings);
  ~CurlClient() override;

  /// kBusy when no connection becomes free in time; kBadValue for a call that must not be sent at all.
  Result<Answer> send(const Call& call) override;
  CallCounts counts() const override { return {answered_, failed_}; }

 private:
  struct Line;  // one connection's handles
  explicit CurlClient(ClientSettings settings);
  Result<Answer> send_one(const Call& call);
  std::unique_ptr<Line> take(std::chrono::steady_clock::time_point deadline, const std::stop_token& stop);
  void give_back(std::unique_ptr<Line> line);

  const ClientSettings settings_;
  std::mutex mutex_;
  std::condition_variable_any freed_;
  std::vector<std::unique_ptr<Line>> idle_;  // the one used last is used first: it is the warmest
  std::size_t taken_ = 0;
  std::atomic<std::uint64_t> answered_{0};
  std::atomic<std::uint64_t> failed_{0};
};

}  // namespace presave::server::outbound
