#include "server/setup/integration.h"

#include <algorithm>
#include <chrono>

#include "server/oauth/integration_user.h"
#include "server/setup/parts.h"

namespace presave::server::setup {
namespace {

std::int64_t now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

/// One [[integration]] while it is read.
struct Reading {
  const IntegrationSettings& one;
  Mistakes& mistakes;
};

/// A flow takes its own keys, and none of the other's: one of them would be believed in and not used.
void check_flow(const Reading& reading) {
  const auto& [one, mistakes] = reading;
  const bool jwt = one.flow == "jwt";
  const bool secret = one.client_secret.is_set();
  const bool jwt_keys = one.key.is_set() || !one.username.empty() || !one.audience.empty();
  if (jwt && (secret || !one.key.is_set() || one.username.empty())) {
    mistakes.add(one.place, R"(flow = "jwt" needs username and key, and no client_secret)");
  }
  if (!jwt && (jwt_keys || !secret)) {
    mistakes.add(one.place, R"(flow = "client_credentials" needs client_secret, and no username, key or audience)");
  }
}

/// Reads the secret or the key. False, with a mistake, where it cannot be used.
bool read_proof(const Reading& reading, oauth::IntegrationUser& user) {
  const auto& [one, mistakes] = reading;
  const bool jwt = one.flow == "jwt";
  auto text = crypto::read_secret(jwt ? one.key : one.client_secret, "integration of org " + one.organization);
  if (!text) {
    mistakes.add(text.fault());
    return false;
  }
  if (!jwt) {
    user.client.secret = std::make_shared<const crypto::Secret>(std::move(*text));
    return true;
  }
  auto key = jose::SigningKey::from_pem(*text, jose::Algorithm::kRs256);  // what Salesforce takes
  if (!key) {
    mistakes.add(key.fault());
    return false;
  }
  user.key = std::move(*key);
  return true;
}

}  // namespace

std::vector<Option<IntegrationSettings>> integration_options() {
  using S = IntegrationSettings;
  return {
      text("organization", &S::organization, "Id of the org.", "\"00D000000000001EAA\"", true),
      text("login_url", &S::login_url, "Its My Domain: where tokens are asked for.", "\"https://acme.my.salesforce.com\"", true),
      choice("flow", &S::flow, {"client_credentials", "jwt"},
             "How: the client credentials flow (runs as the user that the external client app names), or \"jwt\", the "
             "JWT bearer flow."),
      text("client_id", &S::client_id, "Consumer Key of the external client app.", "\"3MVG9...\"", true),
      source("client_secret", &S::client_secret, "client_credentials: where its Consumer Secret is.",
             R"({ credential = "integration-secret" })"),
      text("username", &S::username, "jwt: the integration user.", "\"presave@acme.example\""),
      source("key", &S::key, "jwt: where the private key is (PEM, RSA) whose certificate the app has.",
             R"({ credential = "integration-key" })"),
      text("audience", &S::audience, "jwt: https://login.salesforce.com or https://test.salesforce.com; empty: login_url.",
           "\"https://login.salesforce.com\""),
  };
}

std::vector<api::Integration> read_integrations(const std::vector<IntegrationSettings>& settings,
                                                const IntegrationGround& ground, Mistakes& mistakes) {
  std::vector<api::Integration> made;
  for (const IntegrationSettings& one : settings) {
    const bool twice = std::any_of(made.begin(), made.end(), [&one](const api::Integration& other) {
      return api::same_id(other.organization_id, one.organization);
    });
    if (twice) mistakes.add(one.place, "org " + toml_text(one.organization) + " has two integrations");
    if (!is_organization_id(one.organization)) {
      mistakes.add(one.place, toml_text(one.organization) + " is no org id: 00D and 15 or 18 characters in all");
    }
    const auto origin = ground.hosts.allow(one.login_url);
    if (!origin) mistakes.add(one.place, "login_url: " + origin.fault().text());
    check_flow({one, mistakes});
    oauth::IntegrationUser user{{"integration", one.client_id, nullptr}, origin ? *origin : "", one.username, one.audience, {}};
    user.client.hosts = ground.hosts;
    user.organization_id = one.organization;
    if (!read_proof({one, mistakes}, user)) continue;
    made.push_back({one.organization, one.username.empty() ? "client " + one.client_id : one.username,
                    std::make_shared<oauth::IntegrationTokens>(std::move(user), ground.client, now_ms)});
  }
  return made;
}

}  // namespace presave::server::setup
