#include "server/plan.h"

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "server/configuration.h"
#include "server/http/limits.h"
#include "server/http/read_file.h"
#include "server/open_files.h"
#include "server/setup/assemble.h"
#include "server/setup/parts.h"
#include "server/setup/read_settings.h"

namespace presave::server {
namespace {

unsigned threads_or_default(unsigned threads) {
  return threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

net::Settings net_settings(const setup::Settings& settings) {
  net::Settings net;
  net.address = settings.server.address;
  net.port = settings.server.port;
  net.threads = threads_or_default(settings.server.threads);
  net.announce = settings.server.announce;
  net.drain = settings.server.drain;
  if (const setup::TlsSettings& tls = settings.tls; !tls.certificate.empty()) {
    using Clients = net::TlsFiles::Clients;
    const Clients clients = tls.client_certificates == "none"       ? Clients::kNotAsked
                            : tls.client_certificates == "optional" ? Clients::kOptional
                                                                    : Clients::kRequired;
    net.tls = net::TlsFiles{tls.certificate, tls.key, clients, tls.client_ca};
  }
  if (const setup::ProxySettings& proxy = settings.proxy; !proxy.trusted.empty()) {
    net.proxies.trusted = proxy.trusted;
    net.proxies.proxy_protocol = proxy.header == "proxy-protocol";
    if (proxy.header == "x-forwarded-for") net.proxies.headers = http::ForwardedHeaders::kXForwarded;
    if (proxy.header == "forwarded") net.proxies.headers = http::ForwardedHeaders::kForwarded;
  }
  const setup::LimitSettings& limits = settings.limits;
  net.connections = limits.connections;
  net.connections_of_address = limits.connections_of_address;
  net.waiting_threads = limits.waiting_threads;
  net.waiting_requests = limits.waiting_requests;
  net.idle = limits.idle;
  net.head = limits.head;
  net.body = limits.body;
  net.write = limits.write;
  return net;
}

void warn_of_few_files(Plan& plan) {
  const OpenFiles files = open_files(plan.net);
  if (files.allowed >= files.needed) return;
  plan.warnings.push_back("limits.connections = " + std::to_string(plan.net.connections) + " may need " +
                          std::to_string(files.needed) + " open files, and this process may have " +
                          std::to_string(files.allowed) + ": raise LimitNOFILE= of the unit, or ulimit -Hn");
}

Plan plan_of_file(const std::string& file) {
  Plan plan;
  const auto text = http::read_file(file, limits::kSetupFileBytes);
  if (!text) {
    plan.mistakes.push_back(text.fault());
    return plan;
  }
  setup::ReadSettings read = setup::read_settings(*text, file, setup::presave_environment());
  plan.mistakes = std::move(read.mistakes);
  if (!plan.mistakes.empty()) return plan;
  plan.net = net_settings(read.settings);
  setup::Assembled made = setup::assemble(read.settings);
  plan.settings = std::move(read.settings);
  plan.setup = std::move(made.setup);
  plan.mistakes = std::move(made.mistakes);
  plan.warnings = std::move(made.warnings);
  if (plan.setup && plan.net.tls) {
    const Done usable = net::check(*plan.net.tls);
    if (!usable) plan.mistakes.push_back(usable.fault());
    if (!usable) plan.setup = nullptr;
  }
  warn_of_few_files(plan);
  return plan;
}

Plan plan_of_flags(const ServeOptions& options) {
  Plan plan;
  Configuration configuration = read_configuration(options, std::getenv("PRESAVE_CANVAS_SECRET"));
  plan.setup = std::move(configuration.setup);
  plan.mistakes = std::move(configuration.mistakes);
  if (plan.setup) plan.warnings = setup::findings_of(plan.setup->bundles.front()->bundle);
  plan.net.address = options.address;
  plan.net.port = options.port;
  plan.net.threads = threads_or_default(options.threads);
  plan.settings.log.format = "plain";
  warn_of_few_files(plan);
  return plan;
}

}  // namespace

Plan make_plan(const ServeOptions& options) {
  return options.config_file.empty() ? plan_of_flags(options) : plan_of_file(options.config_file);
}

}  // namespace presave::server
