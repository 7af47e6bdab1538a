// The server's own access tokens: what a client gets at the token endpoint and shows from then on. Signed,
// not stored, so that several servers with the same key serve one client; short-lived, so that none must be
// called back.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "server/callers/caller.h"
#include "server/jose/jws.h"
#include "server/jose/sign.h"

namespace presave::server::callers {

/// What access tokens are signed with, and as whom.
struct Signers {
  std::span<const jose::SigningKey> keys;  ///< the first signs, all verify
  std::string_view issuer;                 ///< this server's own address
};

/// Whom an access token was given to.
struct Grant {
  std::string caller;
  Scopes scopes;
};

/// True for a token that says it is one of ours, and not a caller's own.
bool is_access_token(const jose::Unproved& token);

Result<std::string> issue(const Signers& signers, const Grant& grant, std::int64_t now_seconds);
Result<Grant> read_access_token(const Signers& signers, const jose::Unproved& token,
                                std::int64_t now_seconds);

}  // namespace presave::server::callers
