// What is said to an org's OAuth endpoints, and what they answer: calls are made here and answers are read,
// but nothing is sent.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "server/oauth/client.h"
#include "server/outbound/client.h"
#include "server/outbound/token_source.h"

namespace presave::server::oauth {

/// An origin's endpoints, as Salesforce has them.
inline constexpr std::string_view kAuthorizePath = "/services/oauth2/authorize";
inline constexpr std::string_view kTokenPath = "/services/oauth2/token";
inline constexpr std::string_view kIntrospectPath = "/services/oauth2/introspect";
inline constexpr std::string_view kRevokePath = "/services/oauth2/revoke";

/// Calls to the token endpoint of `origin`, which the client's host rules have allowed.
outbound::Call code_call(const Client& client, const std::string& origin, std::string_view code,
                         std::string_view verifier);
outbound::Call refresh_call(const Client& client, const std::string& origin,
                            const crypto::Secret& refresh_token);
outbound::Call client_credentials_call(const Client& client, const std::string& origin);
outbound::Call jwt_bearer_call(const std::string& origin, std::string_view assertion);

/// Whether a token still counts, and that it shall not count any more.
outbound::Call introspect_call(const Client& client, const std::string& origin, const crypto::Secret& token);
outbound::Call revoke_call(const Client& client, const std::string& origin, const crypto::Secret& token);

/// What the token endpoint gave.
struct Grant {
  outbound::AccessToken access;
  std::shared_ptr<const crypto::Secret> refresh;  ///< null: none, or the one before stays
  std::string organization_id;  ///< of whom it acts for; empty where the answer does not say
  std::string user_id;
  std::string id_token;
};

/// Reads a token endpoint's answer. A signature over id and issued_at must fit the client's secret, and the
/// instance must be one of the client's hosts. Faults say what to do: kUnreachable  may pass: the endpoint is
/// overloaded, or the same exchange is under way elsewhere kRefused      this code, refresh token or
/// assertion counts no more kBadConfiguration  the org does not take this client at all: an administrator
/// must act
Result<Grant> read_grant(const Client& client, const outbound::Answer& answer);

/// True when the token counts.
Result<bool> read_introspection(const outbound::Answer& answer);
/// Done as well where the token was not known any more.
Done read_revocation(const outbound::Answer& answer);

}  // namespace presave::server::oauth
