#include "server/http/cookie.h"

namespace presave::server::http {
namespace {

constexpr std::string_view kAttributes = "; Path=/; Secure; HttpOnly; SameSite=None; Partitioned";

}  // namespace

std::optional<std::string_view> find_cookie(const Request& request, std::string_view name) {
  if (request.count("Cookie") != 1) return std::nullopt;
  std::string_view rest = request.header("Cookie");
  std::optional<std::string_view> found;
  while (!rest.empty()) {
    const auto end = rest.find(';');
    std::string_view one = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    const auto equals = one.find('=');
    if (equals == std::string_view::npos || one.substr(0, equals) != name) continue;
    if (found) return std::nullopt;
    found = one.substr(equals + 1);
  }
  return found;
}

std::string frame_cookie(std::string_view name, std::string_view value, std::chrono::seconds age) {
  std::string cookie(name);
  cookie += '=';
  cookie += value;
  if (age.count() > 0) cookie += "; Max-Age=" + std::to_string(age.count());
  cookie += kAttributes;
  return cookie;
}

std::string no_frame_cookie(std::string_view name) {
  return std::string(name) + "=; Max-Age=0" + std::string(kAttributes);
}

}  // namespace presave::server::http
