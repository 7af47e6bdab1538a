#include "server/http/cookie.h"

#include <algorithm>

#include "server/http/limits.h"

namespace presave::server::http {
namespace {

constexpr std::string_view kHeader = "Cookie";
constexpr std::string_view kPrefix = "__Host-";
constexpr std::string_view kManners = "; Path=/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=";

Fault misshaped(std::string detail) {
  return {FaultCode::kWrongShape, std::string(kHeader), std::move(detail)};
}

/// RFC 6265 "cookie-octet": visible, but no quotes, comma, semicolon and backslash.
bool is_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c > 0x20 && c < 0x7F && c != '"' && c != ',' && c != ';' && c != '\\';
  });
}

bool is_name(std::string_view text) {
  return !text.empty() && is_value(text) && text.find_first_of("()<>@:/[]?={}") == std::string_view::npos;
}

}  // namespace

Result<std::optional<std::string>> cookie(const Request& request, std::string_view name) {
  std::optional<std::string> found;
  if (request.count(kHeader) > 1) return misshaped("sent twice; a client sends all its cookies in one header");
  std::string_view rest = request.header(kHeader);
  for (std::size_t count = 0; !rest.empty(); ++count) {
    if (count == limits::kCookies) {
      return Fault{FaultCode::kTooLarge, std::string(kHeader),
                   "at most " + std::to_string(limits::kCookies) + " cookies are read"};
    }
    const auto end = rest.find("; ");
    const std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
    const auto equals = pair.find('=');
    const bool well_formed = equals != std::string_view::npos && is_name(pair.substr(0, equals)) &&
                             is_value(pair.substr(equals + 1));
    if (!well_formed) return misshaped("not NAME=VALUE pairs with \"; \" between them");
    if (pair.substr(0, equals) != name) continue;
    if (found) return misshaped("the cookie " + std::string(name) + " comes twice");
    found = std::string(pair.substr(equals + 1));
  }
  return found;
}

Result<std::string> set_cookie(std::string_view name, std::string_view value, std::chrono::seconds age) {
  if (!is_name(name) || name.substr(0, kPrefix.size()) == kPrefix) {
    return Fault{FaultCode::kWrongShape, "cookie name", "must be a token without " + std::string(kPrefix)};
  }
  if (!is_value(value) || value.size() > limits::kCookieBytes || age.count() < 0) {
    return Fault{FaultCode::kWrongShape, "cookie " + std::string(name),
                 "must have visible ASCII characters, at most " + std::to_string(limits::kCookieBytes) +
                     " of them, no quotes, comma, semicolon or backslash, and an age that is not negative"};
  }
  std::string text(kPrefix);
  text.append(name).append("=").append(value).append(kManners).append(std::to_string(age.count()));
  return text;
}

}  // namespace presave::server::http
