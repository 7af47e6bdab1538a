// What presave.toml says, as plain values: read and checked for shape, but nothing of it opened yet. The defaults
// stand here and nowhere else; server/setup/options.cpp says what each key means.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "server/crypto/secret_source.h"
#include "server/http/limits.h"
#include "server/setup/callers.h"
#include "server/setup/integration.h"
#include "server/setup/sign_in.h"
#include "server/setup/toml_document.h"

namespace presave::server::setup {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8212;
  unsigned threads = 0;
  std::string web;
  std::vector<std::string> frame_ancestors;
  std::chrono::seconds announce{0};
  std::chrono::seconds drain{10};
};

struct TlsSettings {
  std::string certificate;
  std::string key;
  std::string client_ca;
  std::string client_certificates = "none";
};

struct ProxySettings {
  std::vector<std::string> trusted;
  std::string header = "x-forwarded-for";
  bool operator==(const ProxySettings&) const = default;
};

struct LimitSettings {
  std::uint32_t connections = limits::kConnections;
  std::uint32_t connections_of_address = limits::kConnectionsOfAddress;
  std::uint32_t waiting_threads = limits::kWaitingThreads;
  std::uint32_t waiting_requests = limits::kWaitingRequests;
  std::chrono::seconds idle{60};
  std::chrono::seconds head{10};
  std::chrono::seconds body{30};
  std::chrono::seconds write{30};
  bool operator==(const LimitSettings&) const = default;
};

struct RateSettings {
  std::uint32_t organization_per_minute = 6000;
  std::uint32_t user_per_minute = 600;
};

struct AuditSettings {
  std::string file;
  bool required = false;
  bool sync = true;
  std::uint32_t rotate_megabytes = 64;
  bool operator==(const AuditSettings&) const = default;
};

struct CanvasSettings {
  std::chrono::seconds issued_age = limits::kIssuedAge;
  bool session_cookie = false;
};

struct CorsSettings {
  std::vector<std::string> origins;
};

struct LogSettings {
  std::string format = "auto";
  bool requests = true;
  bool operator==(const LogSettings&) const = default;
};

struct MetricsSettings {
  std::string access = "off";
  crypto::SecretSource token;
  bool operator==(const MetricsSettings&) const = default;
};

struct OutboundSettings {
  std::string proxy;
  std::string ca_file;
  std::vector<std::string> hosts;
  bool allow_http_to_loopback = false;
  std::uint32_t daily_calls_percent = 100;
};

struct BundleSettings {
  Place place;
  std::string name;
  std::string file;
};

struct MappingSettings {
  Place place;
  std::string name;
  std::string file;
  std::string bundle;
};

struct AppSettings {
  Place place;
  std::string name;
  std::string bundle;
  std::vector<crypto::SecretSource> secrets;
  std::vector<std::string> organizations;
  api::SaveAs saves = api::SaveAs::kNobody;
};

struct OrganizationSettings {
  Place place;
  std::string id;
  std::string bundle;
  std::vector<std::string> frame_ancestors;
};

struct Settings {
  std::string file;  ///< that they were read from
  ServerSettings server;
  TlsSettings tls;
  ProxySettings proxy;
  LimitSettings limits;
  CanvasSettings canvas;
  CorsSettings cors;
  LogSettings log;
  MetricsSettings metrics;
  AuditSettings audit;
  RateSettings rate;
  OutboundSettings outbound;
  std::vector<BundleSettings> bundles;
  std::vector<MappingSettings> mappings;
  std::vector<AppSettings> apps;
  std::vector<OrganizationSettings> organizations;
  std::vector<CallerSettings> callers;
  TokenSettings tokens;
  StoreSettings store;
  std::vector<SignInSettings> sign_ins;
  std::vector<IntegrationSettings> integrations;
};

}  // namespace presave::server::setup
