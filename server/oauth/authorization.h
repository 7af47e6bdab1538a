// The web-server flow with PKCE: a browser is sent to Salesforce's login page and comes back with a code.
// What must be remembered in between travels sealed in the browser's own cookie: nobody else's browser can
// finish what it began, nothing is kept for those who never come back, and it works on several machines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "server/crypto/sealing.h"
#include "server/oauth/client.h"

namespace presave::server::oauth {

/// Where the browser goes, and the cookie's value that it takes along.
struct Departure {
  std::string location;
  std::string cookie;
};

/// What the browser left with.
struct Journey {
  std::string client;  ///< its name
  std::string origin;  ///< of the login page
  std::string verifier;
  std::string nonce;  ///< that the id token must hold; empty where none is asked for
};

/// Begins: `login_url` may be a stranger's word and must be one of the client's hosts.
Result<Departure> depart(const Client& client, std::string_view login_url, const crypto::KeyRing& keys,
                         std::int64_t now_ms);

/// The browser is back with `state`. kBadSignature where cookie and state are not of one journey, or it took
/// longer than limits::kSignInTime.
Result<Journey> arrive(std::string_view cookie, std::string_view state, const crypto::KeyRing& keys,
                       std::int64_t now_ms);

/// That an id token, which came from the token endpoint itself, is for this client and this journey.
Done check_id_token(const Client& client, const Journey& journey, std::string_view id_token,
                    std::int64_t now_ms);

}  // namespace presave::server::oauth
