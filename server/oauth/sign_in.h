// The sign-ins that a server offers: an OAuth client for each Canvas app that has one.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "server/crypto/sealing.h"
#include "server/oauth/user_tokens.h"

namespace presave::server::oauth {

/// Made at start; its clients' names are those of the apps.
struct SignIn {
  std::shared_ptr<const crypto::KeyRing> keys;
  std::vector<std::unique_ptr<UserTokens>> apps;

  /// Null where the app has no OAuth client.
  UserTokens* find(std::string_view app) const {
    for (const auto& one : apps) {
      if (one->client().name == app) return one.get();
    }
    return nullptr;
  }
};

}  // namespace presave::server::oauth
