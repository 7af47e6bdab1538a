#include "server/outbound/host_rules.h"

#include <algorithm>
#include <cassert>

namespace presave::server::outbound {
namespace {

constexpr std::size_t kHostBytes = 253;  // RFC 1035
constexpr unsigned kMostPort = 65535;

Fault refused(std::string detail) {
  return {FaultCode::kBadValue, "address", std::move(detail)};
}

bool is_host_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= kHostBytes && host.front() != '.' && host.back() != '.' &&
         host.find("..") == std::string_view::npos && std::all_of(host.begin(), host.end(), is_host_char);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

unsigned own_port(std::string_view scheme) {
  return scheme == "http" ? 80 : 443;
}

/// 0 for what is no port.
unsigned read_port(std::string_view text) {
  if (text.empty() || text.size() > 5) return 0;
  unsigned port = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    port = port * 10 + static_cast<unsigned>(c - '0');
  }
  return port <= kMostPort ? port : 0;
}

/// "host" or "host:port".
Result<Origin> read_authority(std::string scheme, std::string_view authority) {
  Origin origin{std::move(scheme), "", 0};
  const auto colon = authority.find(':');
  origin.port =
      colon == std::string_view::npos ? own_port(origin.scheme) : read_port(authority.substr(colon + 1));
  if (origin.port == 0) return refused("the port is not a number from 1 to 65535");
  origin.host = lower(authority.substr(0, colon));
  if (!is_host(origin.host)) return refused("the host is not a plain name like example.my.salesforce.com");
  return origin;
}

}  // namespace

std::string Origin::text() const {
  std::string out = scheme + "://" + host;
  if (port != own_port(scheme)) out += ":" + std::to_string(port);
  return out;
}

Result<Origin> origin_of(std::string_view url) {
  const auto end_of_scheme = url.find("://");
  const std::string scheme = lower(url.substr(0, end_of_scheme));
  if (end_of_scheme == std::string_view::npos || (scheme != "https" && scheme != "http")) {
    return refused("must begin with https://");
  }
  const std::string_view rest = url.substr(end_of_scheme + 3);
  for (const char c : rest) {
    if (c <= ' ' || c >= 0x7F || c == '\\') return refused("holds a character that no address holds");
  }
  return read_authority(scheme, rest.substr(0, rest.find_first_of("/?#")));
}

bool is_loopback(std::string_view host) {
  return host == "127.0.0.1" || host == "localhost";
}

Result<HostRules::Rule> HostRules::read(std::string_view text) {
  const bool has_scheme = text.find("://") != std::string_view::npos;
  const bool below = text.substr(0, 2) == "*.";
  auto origin = has_scheme ? origin_of(text) : read_authority("https", below ? text.substr(2) : text);
  const auto unusable = [text](const std::string& why) {
    return Fault{FaultCode::kBadConfiguration, "allowed host \"" + std::string(text) + "\"", why};
  };
  if (!origin) return unusable(origin.fault().detail);
  if (has_scheme && lower(text) != origin->text()) return unusable("write nothing behind the host and port");
  if (below && origin->host.find('.') == std::string::npos)
    return unusable("would allow a whole top-level domain");
  if (origin->scheme == "http" && !is_loopback(origin->host)) {
    return unusable("only 127.0.0.1 and localhost may be called without TLS; write https");
  }
  return Rule{std::move(*origin), below};
}

Result<HostRules> HostRules::from(const std::vector<std::string>& rules) {
  HostRules out;
  for (const std::string& text : rules) {
    auto rule = read(text);
    if (!rule) return rule.fault();
    out.rules_.push_back(std::move(*rule));
  }
  return out;
}

HostRules HostRules::salesforce() {
  auto rules = from({std::begin(kSalesforceHosts), std::end(kSalesforceHosts)});
  assert(rules && "the built-in hosts are well-formed");
  return std::move(*rules);
}

Result<std::string> HostRules::allow(std::string_view url) const {
  const auto origin = origin_of(url);
  if (!origin) return origin.fault();
  for (const Rule& rule : rules_) {
    if (rule.origin.scheme != origin->scheme || rule.origin.port != origin->port) continue;
    const std::string tail = "." + rule.origin.host;
    const std::string& host = origin->host;
    if (!rule.below && host == rule.origin.host) return origin->text();
    if (rule.below && host.size() > tail.size() &&
        host.compare(host.size() - tail.size(), tail.size(), tail) == 0) {
      return origin->text();
    }
  }
  return refused(origin->text() +
                 " is not among the hosts that this server may call; add it to them if it should be");
}

}  // namespace presave::server::outbound
