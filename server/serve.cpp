#include "server/serve.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

#include "server/api/api.h"
#include "server/configuration.h"
#include "server/net/server.h"

namespace presave::server {
namespace {

constexpr std::size_t kLoggedPathBytes = 200;

void say(std::string_view line) {
  // One call a line, so that the lines of several threads do not mix.
  std::fprintf(stderr, "presave serve: %.*s\n", static_cast<int>(line.size()), line.data());
}

/// Ties the endpoints to the network and keeps the log.
class Program final : public net::Application {
 public:
  explicit Program(api::SetupPointer setup) : api_(std::move(setup), api::Clocks::real(), say) {}

  http::Response answer(const http::Request& request) override { return api_.answer(request); }
  bool waits(const http::Request& request) const override { return api_.waits(request); }
  http::Response refuse(const http::Problem& problem) override { return api_.refuse(problem); }
  void alarm(std::string_view what) override { say(what); }

  void log(const net::AccessLine& line) override {
    const std::string_view method = line.method.empty() ? "-" : line.method;
    const std::string_view path = line.path.empty() ? "-" : line.path.substr(0, kLoggedPathBytes);
    const char* more = line.path.size() > kLoggedPathBytes ? "..." : "";
    std::fprintf(stderr, "%.*s %.*s%s %d %lldus\n", static_cast<int>(method.size()), method.data(),
                 static_cast<int>(path.size()), path.data(), more, line.status,
                 static_cast<long long>(line.took.count()));
  }

 private:
  api::Api api_;
};

/// A rule that does not compile is never passed over in silence.
void tell_findings(const Bundle& bundle) {
  for (const Finding& finding : bundle.findings()) {
    const char* why = finding.unsupported ? " is not supported here" : " does not compile";
    say(finding.object + "." + finding.name + why + " and stays undetermined: " + finding.message);
  }
}

std::string address_in_url(const std::string& address) {
  return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

}  // namespace

int serve(const ServeOptions& options) {
  Configuration configuration = read_configuration(options, std::getenv("PRESAVE_CANVAS_SECRET"));
  if (!configuration.setup) {
    for (const Fault& mistake : configuration.mistakes) say(mistake.text());
    return kServeNotStarted;
  }
  for (const auto& served : configuration.setup->bundles) tell_findings(served->bundle);
  Program program(configuration.setup);

  net::Settings settings;
  settings.address = options.address;
  settings.port = options.port;
  settings.threads =
      options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  settings.stop_on_signals = true;
  auto server = net::Server::listen(settings, program);
  if (!server) {
    say(server.fault().text());
    return kServeNotStarted;
  }
  std::printf("listening on http://%s:%d\n", address_in_url(options.address).c_str(), int{server->port()});
  std::fflush(stdout);
  server->run();
  return kServeStopped;
}

}  // namespace presave::server
