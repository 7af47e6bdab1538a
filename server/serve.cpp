#include "server/serve.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <string_view>

#include "server/api/api.h"
#include "server/crypto/no_core_dumps.h"
#include "server/hangup.h"
#include "server/housekeeping.h"
#include "server/http/respond.h"
#include "server/log/log.h"
#include "server/metrics/metrics.h"
#include "server/net/server.h"
#include "server/open_files.h"
#include "server/plan.h"
#include "server/privileges.h"
#include "server/setup/options.h"
#include "server/setup/restart.h"
#include "server/watch.h"

namespace presave::server {
namespace {

void say(std::string_view line) {
  // One call a line, so that the lines of several threads do not mix.
  std::fprintf(stderr, "presave serve: %.*s\n", static_cast<int>(line.size()), line.data());
}

log::Format log_format(const setup::LogSettings& settings) {
  if (settings.format == "auto") return ::isatty(STDERR_FILENO) ? log::Format::kPlain : log::Format::kJson;
  return settings.format == "json" ? log::Format::kJson : log::Format::kPlain;
}

/// Ties the endpoints to the network, counts, and keeps the log.
class Program final : public net::Application {
 public:
  Program(const Plan& plan, Watch watch, api::AuditTrail trail)
      : log_(STDERR_FILENO, log_format(plan.settings.log)),
        settings_(plan.settings),
        api_(plan.setup, api::Clocks::real(),
             [this](std::string_view text) { log_.note(log::Level::kInfo, text); }, std::move(trail)),
        watch_(std::move(watch), api_, log_, plan.net.traffic) {
    for (const std::string& warning : plan.warnings) log_.note(log::Level::kWarning, warning);
  }

  http::Response answer(const http::Request& request) override {
    if (auto watched = watch_.answer(request)) return std::move(*watched);
    const auto began = std::chrono::steady_clock::now();
    http::Response response = api_.answer(request);
    watch_.count(request, response.status, std::chrono::steady_clock::now() - began);
    return response;
  }
  bool waits(const http::Request& request) const override { return api_.waits(request); }
  http::Response refuse(const http::Problem& problem) override { return api_.refuse(problem); }
  void stopping() override {
    log_.note(log::Level::kInfo, "stopping: /readyz says so");
    api_.stopping();
  }
  void alarm(std::string_view what) override { log_.note(log::Level::kError, what); }
  void log(const net::AccessLine& line) override {
    if (settings_.log.requests) log_.request({line.method, line.path, line.id, line.trace, line.peer, line.status, line.took});
  }

  void keep_house(const std::stop_token& stop) { api_.keep_house(stop); }

  /// All or nothing: a mistake leaves everything as it is.
  void reload(const ServeOptions& options, net::Server& server) {
    const Plan plan = make_plan(options);
    Done certificates = done();
    if (plan.setup && plan.net.tls) certificates = server.reload(*plan.net.tls);
    const bool taken = plan.setup && certificates;
    watch_.reloaded(taken);
    for (const Fault& mistake : plan.mistakes)
      log_.note(log::Level::kError, "not reloaded: " + mistake.text());
    if (!certificates) log_.note(log::Level::kError, "not reloaded: " + certificates.fault().text());
    if (!taken) return;
    api_.serve(plan.setup);
    for (const std::string& warning : plan.warnings) log_.note(log::Level::kWarning, warning);
    for (const std::string& name : setup::waiting_for_restart(settings_, plan.settings)) {
      log_.note(log::Level::kWarning, name + " has changed; that counts when the server is started again");
    }
    log_.note(log::Level::kInfo, "reloaded: " + std::to_string(plan.setup->bundles.size()) + " bundles, " +
                                     std::to_string(plan.setup->apps.size()) + " apps");
  }

 private:
  log::Log log_;
  const setup::Settings settings_;  // of the start
  api::Api api_;
  Watching watch_;
};

std::string address_in_url(const std::string& address) {
  return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

/// Opens the journal, where one is asked for.
Result<api::AuditTrail> open_audit(const setup::AuditSettings& settings) {
  api::AuditTrail trail;
  trail.required = settings.required;
  if (settings.file.empty()) return trail;
  constexpr std::uint64_t kMegabyte = 1'000'000;
  auto journal = audit::Journal::open({settings.file, settings.sync, settings.rotate_megabytes * kMegabyte});
  if (!journal) return journal.fault();
  trail.journal = std::move(*journal);
  return trail;
}

int check(const Plan& plan) {
  for (const std::string& warning : plan.warnings) say("warning: " + warning);
  std::printf("the configuration is good: %zu bundles, %zu apps, %zu organizations\n",
              plan.setup->bundles.size(), plan.setup->apps.size(), plan.setup->organizations.size());
  return kServeStopped;
}

}  // namespace

std::string example_config() {
  return setup::example_file();
}

int serve(const ServeOptions& options) {
  block_hangup();  // before any thread begins
  for (const auto prepare : {give_up_privileges, crypto::forbid_core_dumps, allow_open_files}) {
    if (const Done prepared = prepare(); !prepared) {
      say(prepared.fault().text());
      return kServeNotStarted;
    }
  }
  Plan plan = make_plan(options);
  Watch watch;
  if (plan.setup) {
    auto read = Watch::from(plan.settings.metrics);
    if (read) watch = std::move(*read);
    if (!read) plan.mistakes.push_back(read.fault());
  }
  if (!plan.mistakes.empty()) {
    for (const Fault& mistake : plan.mistakes) say(mistake.text());
    return kServeNotStarted;
  }
  if (options.check_only) return check(plan);
  auto trail = open_audit(plan.settings.audit);
  if (!trail) {
    say(trail.fault().text());
    return kServeNotStarted;
  }
  Program program(plan, std::move(watch), std::move(*trail));
  plan.net.stop_on_signals = true;
  auto server = net::Server::listen(plan.net, program);
  if (!server) {
    say(server.fault().text());
    return kServeNotStarted;
  }
  const Housekeeping housekeeping([&program](const std::stop_token& stop) { program.keep_house(stop); });
  const Hangup hangup([&] { program.reload(options, *server); });
  std::printf("listening on %s://%s:%d\n", plan.net.tls ? "https" : "http",
              address_in_url(plan.net.address).c_str(), int{server->port()});
  std::fflush(stdout);
  server->run();
  return kServeStopped;
}

}  // namespace presave::server
