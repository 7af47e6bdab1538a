// The sign-ins that a server offers: an OAuth client for each Canvas app that has one.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "server/crypto/sealing.h"
#include "server/oauth/user_tokens.h"

namespace presave::server::oauth {

/// What an operator must know of tokens, on its way to whoever writes the log: that one is there later than the tokens.
class Events {
 public:
  void listen(std::function<void(std::string_view)> listener) {
    const std::scoped_lock lock(mutex_);
    listener_ = std::move(listener);
  }
  void tell(std::string_view event) {
    const std::scoped_lock lock(mutex_);
    if (listener_) listener_(event);
  }

 private:
  std::mutex mutex_;
  std::function<void(std::string_view)> listener_;
};

/// Made at start; its clients' names are those of the apps.
struct SignIn {
  std::shared_ptr<const crypto::KeyRing> keys;
  std::vector<std::unique_ptr<UserTokens>> apps;
  std::shared_ptr<Events> events = std::make_shared<Events>();

  /// Null where the app has no OAuth client.
  UserTokens* find(std::string_view app) const {
    for (const auto& one : apps) {
      if (one->client().name == app) return one.get();
    }
    return nullptr;
  }
};

}  // namespace presave::server::oauth
