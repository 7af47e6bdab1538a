// The tokens of an integration user: got by this server's own right (a signed assertion, or its client
// secret), so there is nothing to refresh and nothing to keep on the disk.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "server/jose/sign.h"
#include "server/oauth/client.h"
#include "server/outbound/client.h"
#include "server/outbound/token_source.h"

namespace presave::server::oauth {

/// How the token is asked for. With a key: the JWT bearer flow for `username`; without: client credentials.
struct IntegrationUser {
  Client client;
  std::string origin;      ///< of the token endpoint: My Domain; one of the client's hosts
  std::string username{};  ///< of the integration user; JWT bearer only
  std::string audience{};  ///< JWT bearer only: "https://login.salesforce.com"; empty: the origin
  std::optional<jose::SigningKey> key{};
  std::string organization_id{};  ///< whose the token must be; empty: anybody's
};

/// Threads may share one: one of them asks, the others wait for what it gets.
class IntegrationTokens final : public outbound::TokenSource {
 public:
  IntegrationTokens(IntegrationUser user, std::shared_ptr<outbound::Client> outbound,
                    std::function<std::int64_t()> wall_ms);

  Result<outbound::AccessToken> token(std::stop_token stop) override;
  void refused(const outbound::AccessToken& token) override;

 private:
  Result<outbound::AccessToken> ask(const std::stop_token& stop) const;
  Result<std::string> assertion() const;

  const IntegrationUser user_;
  const std::shared_ptr<outbound::Client> outbound_;
  const std::function<std::int64_t()> wall_ms_;
  std::mutex mutex_;
  std::condition_variable_any asked_;
  bool asking_ = false;
  std::optional<outbound::AccessToken> current_;
  std::optional<Fault>
      last_fault_;  // answered for a while, so that a wrong secret does not lock the client out
  std::int64_t last_asked_ms_ = 0;
};

}  // namespace presave::server::oauth
