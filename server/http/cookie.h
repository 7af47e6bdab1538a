// Cookies, as few and as narrow as can be: each is bound to this very host (__Host-), out of reach of scripts, and
// of a frame's own partition.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace presave::server::http {

/// The value of the request's cookie of that name; nothing when it is not there exactly once.
std::optional<std::string_view> find_cookie(const Request& request, std::string_view name);

/// The value of Set-Cookie for a cookie that a framed page gets back; its name begins with "__Host-". It ends
/// with the browser's session, or after `age` where that is not 0.
std::string frame_cookie(std::string_view name, std::string_view value, std::chrono::seconds age = {});
/// The value of Set-Cookie that makes the browser forget that cookie.
std::string no_frame_cookie(std::string_view name);

}  // namespace presave::server::http
