#include "server/outbound/curl_client.h"

#include <csignal>
#include <filesystem>
#include <system_error>

#include "server/outbound/host_rules.h"
#include "server/outbound/transfer.h"

namespace presave::server::outbound {
namespace {

using Clock = std::chrono::steady_clock;

Fault unusable(std::string where, std::string detail) {
  return {FaultCode::kBadConfiguration, std::move(where), std::move(detail)};
}

/// libcurl wants to be told once, before there are threads that use it. Writing to a connection that the
/// other side has closed is an error like others, not a signal that ends the process.
bool start_library() {
  static const bool started =
      std::signal(SIGPIPE, SIG_IGN) != SIG_ERR && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return started;
}

}  // namespace

struct CurlClient::Line {
  Multi multi{curl_multi_init()};  // before `easy`: holds its connections, so it ends after it
  Easy easy{curl_easy_init()};
};

CurlClient::CurlClient(ClientSettings settings) : settings_(std::move(settings)) {}
CurlClient::~CurlClient() = default;

Result<std::unique_ptr<CurlClient>> CurlClient::with(ClientSettings settings) {
  if (!start_library()) return unusable("libcurl", "does not start");
  std::error_code error;
  if (!settings.ca_file.empty() && !std::filesystem::is_regular_file(settings.ca_file, error)) {
    return unusable("CA file " + settings.ca_file, "there is no such file");
  }
  if (!settings.proxy.empty()) {
    const auto proxy = origin_of(settings.proxy);
    if (!proxy) return unusable("proxy", "write http://host:port; " + proxy.fault().detail);
  }
  if (settings.connections == 0) return unusable("connections", "at least one is needed");
  return std::unique_ptr<CurlClient>(new CurlClient(std::move(settings)));
}

Result<Answer> CurlClient::send(const Call& call) {
  auto answer = send_one(call);
  ++(answer ? answered_ : failed_);
  return answer;
}

Result<Answer> CurlClient::send_one(const Call& call) {
  const auto deadline = Clock::now() + call.timeout;
  std::unique_ptr<Line> line = take(deadline, call.stop);
  if (!line) {
    if (call.unsent) *call.unsent = true;
    return Fault{FaultCode::kBusy, "outbound calls",
                 "all " + std::to_string(settings_.connections) + " connections are taken; nothing was sent"};
  }
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
  Transfer transfer(call, settings_);
  auto answer =
      transfer.run(line->multi.get(), line->easy.get(), std::max(left, std::chrono::milliseconds(1)));
  give_back(std::move(line));
  return answer;
}

/// Null when none becomes free in time, when nobody waits any more, or when libcurl has no memory.
std::unique_ptr<CurlClient::Line> CurlClient::take(Clock::time_point deadline, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const bool free =
      freed_.wait_until(lock, stop, deadline, [this] { return taken_ < settings_.connections; });
  if (!free) return nullptr;
  std::unique_ptr<Line> line;
  if (idle_.empty()) {
    line = std::make_unique<Line>();
    if (!line->multi || !line->easy) return nullptr;
  } else {
    line = std::move(idle_.back());
    idle_.pop_back();
  }
  ++taken_;
  return line;
}

void CurlClient::give_back(std::unique_ptr<Line> line) {
  {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(line));
    --taken_;
  }
  freed_.notify_one();
}

}  // namespace presave::server::outbound
