#include "server/http/forwarded.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/limits.h"

namespace presave::server::http {
namespace {

/// One step of the way, as the proxy that took it in says: who came, and how.
struct Hop {
  std::optional<Address> from;
  std::optional<bool> secure;
};

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Takes the part behind the last separator that stands outside of quotes. Read from the right, where the
/// trusted proxies write: a quote that a client left open hides nothing of theirs.
std::string_view take_last(std::string_view& list, char separator) {
  bool quoted = false;
  std::size_t begin = list.size();
  while (begin > 0 && (quoted || list[begin - 1] != separator)) {
    --begin;
    if (list[begin] == '"') quoted = !quoted;
  }
  const std::string_view last = list.substr(begin);
  list = list.substr(0, begin == 0 ? 0 : begin - 1);
  return trim(last);
}

/// An address with or without a port: "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]:80".
std::optional<Address> address_in(std::string_view text) {
  if (!text.empty() && text.front() == '[') {
    const auto end = text.find(']');
    return end == std::string_view::npos ? std::nullopt : Address::parse(text.substr(1, end - 1));
  }
  if (std::count(text.begin(), text.end(), ':') == 1) text = text.substr(0, text.find(':'));
  return Address::parse(text);
}

std::optional<bool> scheme_in(std::string_view text) {
  if (same_token(text, "https")) return true;
  if (same_token(text, "http")) return false;
  return std::nullopt;
}

std::string_view without_quotes(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

/// "for=192.0.2.1;proto=https;by=203.0.113.43"
Hop forwarded_hop(std::string_view element) {
  Hop hop;
  while (!element.empty()) {
    const std::string_view pair = take_last(element, ';');
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = trim(pair.substr(0, equals));
    const std::string_view value = without_quotes(trim(pair.substr(equals + 1)));
    if (same_token(name, "for")) hop.from = address_in(value);
    if (same_token(name, "proto")) hop.secure = scheme_in(value);
  }
  return hop;
}

/// All headers of a name are one list.
std::string joined(const Request& request, std::string_view name) {
  std::string list;
  for (const auto& [header, value] : request.headers) {
    if (same_token(header, name)) list += (list.empty() ? "" : ",") + value;
  }
  return list;
}

}  // namespace

Peer forwarded_peer(const Request& request, ForwardedHeaders headers, const Networks& trusted, Peer peer) {
  if (headers == ForwardedHeaders::kNone) return peer;
  const bool standard = headers == ForwardedHeaders::kForwarded;
  const std::string hops = joined(request, standard ? "Forwarded" : "X-Forwarded-For");
  const std::string schemes = standard ? std::string() : joined(request, "X-Forwarded-Proto");
  std::string_view hops_left = hops;
  std::string_view schemes_left = schemes;
  for (std::size_t i = 0; i < limits::kForwardedHops && !(hops_left.empty() && schemes_left.empty()); ++i) {
    Hop hop;
    if (standard) {
      hop = forwarded_hop(take_last(hops_left, ','));
    } else {
      hop.from = address_in(take_last(hops_left, ','));
      hop.secure = scheme_in(take_last(schemes_left, ','));
    }
    if (hop.secure) peer.secure = *hop.secure;
    if (!hop.from) break;  // hidden or malformed: whoever sent it is the last that is known
    peer.address = hop.from->text();
    if (!trusted.contains(*hop.from)) break;
  }
  return peer;
}

}  // namespace presave::server::http
