// Who has a token for calls to an org. Rooms that call an org (salesforce) ask here; how tokens are got
// (server/oauth) they need not know, and a test gives its own.
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "engine/base/result.h"
#include "server/crypto/secret.h"

namespace presave::server::outbound {

/// What a call to an org needs.
struct AccessToken {
  std::shared_ptr<const crypto::Secret> secret;  ///< for "Authorization: Bearer"; never log it
  std::string instance_url;                      ///< "https://acme.my.salesforce.com"; its host was checked
};

/// Threads may share one.
class TokenSource {
 public:
  virtual ~TokenSource() = default;
  /// A token that is believed to be good. May wait for the org's token endpoint (a route that asks is marked
  /// `waits`). kUnreachable and kBusy may pass; kRefused needs an administrator.
  virtual Result<AccessToken> token(std::stop_token stop) = 0;
  /// The org answered 401 to this token: the next token() is another one. Repeat the call once with that, and
  /// no more.
  virtual void refused(const AccessToken& token) = 0;
};

}  // namespace presave::server::outbound
