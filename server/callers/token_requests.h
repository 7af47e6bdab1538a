// The form of a request for an access token (RFC 6749, section 4.4), as plain data.
#pragma once

#include <optional>
#include <string>

#include "engine/base/result.h"
#include "server/callers/caller.h"
#include "server/callers/gate.h"
#include "server/http/message.h"

namespace presave::server::callers {

/// What a client asks for, and how it proves itself.
struct TokenRequest {
  ClientProof proof;
  std::optional<Scopes> scopes;  ///< nothing: all that it may have
};

/// Why there is no token, in the RFC's words.
struct TokenRefusal {
  std::string error;  ///< "invalid_request"
  std::string description;
};

/// Reads client_secret_basic, client_secret_post and private_key_jwt, exactly one of them.
std::variant<TokenRequest, TokenRefusal> read_token_request(const http::Request& request);

}  // namespace presave::server::callers
