// One OAuth client of this server: what an org knows it by (an external client app), and where its orgs may
// stand.
#pragma once

#include <memory>
#include <string>

#include "server/crypto/secret.h"
#include "server/outbound/host_rules.h"

namespace presave::server::oauth {

struct Client {
  std::string name;  ///< in the setup, and in the names of its tokens
  std::string id;    ///< the consumer key
  std::shared_ptr<const crypto::Secret>
      secret;                               ///< the consumer secret; null where a signature stands for it
  std::string redirect_uri{};               ///< "https://presave.example.com/oauth/callback"
  std::string scope = "api refresh_token";  ///< separated by spaces; with "openid" the id token is checked
  outbound::HostRules hosts = outbound::HostRules::salesforce();
};

}  // namespace presave::server::oauth
