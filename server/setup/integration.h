// [[integration]] of presave.toml: as which user of an org this server saves, where an app's pages do not save as
// their own users.
#pragma once

#include <string>
#include <vector>

#include "server/api/setup.h"
#include "server/crypto/secret_source.h"
#include "server/setup/option.h"

namespace presave::server::setup {

struct IntegrationSettings {
  Place place;
  std::string organization;
  std::string login_url;
  std::string flow = "client_credentials";
  std::string client_id;
  crypto::SecretSource client_secret;
  std::string username;
  crypto::SecretSource key;
  std::string audience;
};

/// The rows of [[integration]].
std::vector<Option<IntegrationSettings>> integration_options();

/// What integrations stand on.
struct IntegrationGround {
  std::shared_ptr<outbound::Client> client;
  const outbound::HostRules& hosts;
};

/// The integrations; nobody is asked for a token yet.
std::vector<api::Integration> read_integrations(const std::vector<IntegrationSettings>& settings,
                                                const IntegrationGround& ground, Mistakes& mistakes);

}  // namespace presave::server::setup
