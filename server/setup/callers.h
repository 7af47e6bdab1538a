// [[caller]] and [tokens] of presave.toml: who may ask under /v1/, how each proves it, and what access tokens
// are signed with.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/api/setup.h"
#include "server/crypto/secret_source.h"
#include "server/outbound/client.h"
#include "server/setup/option.h"

namespace presave::server::setup {

struct CallerSettings {
  Place place;
  std::string name;
  std::string kind = "jwt";
  std::vector<std::string> key_files;
  std::string jwks_url;
  std::string algorithm = "RS256";
  std::string issuer;
  std::string audience;
  std::string subject;
  std::string organization_claim;
  bool once = false;
  std::string client_id;
  std::string user;
  std::vector<std::string> password_hashes;
  std::vector<std::string> certificates;
  std::string organization;
  std::vector<std::string> bundles;
  std::vector<std::string> scopes;
};

struct TokenSettings {
  std::string public_url;
  std::vector<crypto::SecretSource> keys;
};

/// The rows of [[caller]].
std::vector<Option<CallerSettings>> caller_options();
/// The rows of [tokens].
std::vector<Option<TokenSettings>> token_options();

/// The callers, with their keys read; those with mistakes are left out and the mistakes told. `client`
/// fetches key sets; null: none can be fetched.
std::vector<callers::Caller> read_callers(const std::vector<CallerSettings>& settings,
                                          const std::shared_ptr<outbound::Client>& client,
                                          const std::vector<api::BundlePointer>& bundles, Mistakes& mistakes);

/// The keys that access tokens are signed with.
std::vector<jose::SigningKey> read_token_keys(const TokenSettings& settings, Mistakes& mistakes);

}  // namespace presave::server::setup
