// What a token says (RFC 7519), and whether it is meant for us and for now.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "server/http/limits.h"

namespace presave::server::jose {

/// The claims that every token may have, and all others that are texts. Times are seconds of the epoch.
struct Claims {
  std::string issuer;
  std::string subject;
  std::string id;  ///< jti
  std::vector<std::string> audiences;
  std::optional<std::int64_t> expires;
  std::optional<std::int64_t> not_before;
  std::optional<std::int64_t> issued;
  std::map<std::string, std::string, std::less<>> texts;  ///< by name

  /// A text by its name; empty when there is none.
  std::string_view text(std::string_view name) const;
};

/// Reads a payload whose signature was verified.
Result<Claims> read_claims(std::string_view payload);

/// Whom a token must come from, and whom it must be for.
struct Expected {
  std::string issuer;
  std::string audience;
  std::string subject;  ///< empty: any
  std::chrono::seconds leeway = limits::kClockLeeway;
  std::chrono::seconds longest{0};  ///< that may lie between now and its end; 0: any
};

/// Refuses a token of another issuer, for another audience, of another subject, one that is over, not begun,
/// or that never ends. The complaint names the claim, never its value.
Done check(const Claims& claims, const Expected& expected, std::int64_t now_seconds);

}  // namespace presave::server::jose
