// Cookies, read strictly and written in the one form that works inside a frame of another site.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "server/http/message.h"

namespace presave::server::http {

/// The value of a cookie of the request; none when it is missing. Refuses what two programs could read differently:
/// several Cookie headers, a name that comes twice, characters that RFC 6265 does not allow.
Result<std::optional<std::string>> cookie(const Request& request, std::string_view name);

/// What a Set-Cookie header says so that the cookie lives in a frame of another site and nowhere else:
/// `__Host-NAME=VALUE; Path=/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=...`. A `name` without the
/// beginning "__Host-". Refuses names and values that cannot stand there. An age of zero deletes the cookie.
Result<std::string> set_cookie(std::string_view name, std::string_view value, std::chrono::seconds age);

}  // namespace presave::server::http
