// What a verified signed request says, typed: who opens the app, for which org, on which record.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "server/crypto/secret.h"

namespace presave::server::canvas {

/// Texts are empty where the request leaves them out: an org may exclude any part of the context.
struct CanvasContext {
  std::string user_id;
  std::string user_name;
  std::string full_name;
  std::string locale;     ///< "de_DE"
  std::string language;   ///< "en_US"
  std::string time_zone;  ///< "Europe/Berlin"
  std::string organization_id;
  std::string organization_name;
  std::string application_name;
  std::string instance_url;
  std::string target_origin;
  std::string instance_id;
  std::string display_location;
  std::string api_version;  ///< "62.0"

  /// What formulas read of who asks ($User, $Profile, $UserRole, $Organization), as far as the request says it: a
  /// JSON document in the form of a validate request's `globals`. The custom permissions are not in it.
  std::string globals;
  std::optional<std::int64_t> issued_ms;                ///< epoch milliseconds; nothing where the request says none
  std::shared_ptr<const crypto::Secret> oauth_token{};  ///< the user's, for the org's REST API; may be null
};
using ContextPointer = std::shared_ptr<const CanvasContext>;

/// Reads a verified envelope. Unknown members are ignored; userId and the algorithm HMACSHA256 are needed,
/// and members that are there must be of the right kind.
Result<CanvasContext> read_context(std::string_view envelope);

/// Whether a signed request is of the right time.
enum class Issued { kInTime, kTooLongAgo, kInTheFuture };

/// Looks at issuedAt, which Salesforce fills or leaves at 0 as it likes: without it every time is right. An `age`
/// of 0 lets any age pass.
Issued when_issued(const CanvasContext& context, std::int64_t now_ms, std::chrono::seconds age);

}  // namespace presave::server::canvas
