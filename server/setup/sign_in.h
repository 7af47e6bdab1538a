// [store] and [[sign_in]] of presave.toml: what outlives the process, and the OAuth clients by which users sign in.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/api/setup.h"
#include "server/crypto/secret_source.h"
#include "server/outbound/client.h"
#include "server/outbound/host_rules.h"
#include "server/setup/option.h"

namespace presave::server::setup {

struct StoreSettings {
  std::string file;
  crypto::SecretSource keys;
};

struct SignInSettings {
  Place place;
  std::string app;
  std::string client_id;
  crypto::SecretSource client_secret;
  std::string redirect_uri;
  std::string scope = "api refresh_token";
};

/// The rows of [store].
std::vector<Option<StoreSettings>> store_options();
/// The rows of [[sign_in]].
std::vector<Option<SignInSettings>> sign_in_options();

/// Opens or creates the store; null where none is named, or it cannot be opened (with a mistake).
std::shared_ptr<store::Store> open_store(const StoreSettings& settings, Mistakes& mistakes);

/// What sign-ins stand on.
struct SignInGround {
  const StoreSettings& keys;
  std::shared_ptr<store::Store> store;
  std::shared_ptr<outbound::Client> client;
  const outbound::HostRules& hosts;
};

/// The sign-ins, whose apps are marked as having one; null where there is none.
std::shared_ptr<oauth::SignIn> read_sign_ins(const std::vector<SignInSettings>& settings, const SignInGround& ground,
                                             std::vector<api::CanvasApp>& apps, Mistakes& mistakes);

}  // namespace presave::server::setup
