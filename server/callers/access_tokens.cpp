#include "server/callers/access_tokens.h"

#include "engine/base/json_text.h"
#include "server/crypto/hash.h"
#include "server/http/limits.h"
#include "server/jose/claims.h"

namespace presave::server::callers {
namespace {

constexpr std::string_view kType = "at+jwt";  // RFC 9068: no other token can be taken for one

}  // namespace

bool is_access_token(const jose::Unproved& token) {
  return token.type == kType;
}

Result<std::string> issue(const Signers& signers, const Grant& grant, std::int64_t now_seconds) {
  if (signers.keys.empty()) return Fault{FaultCode::kBadConfiguration, "token keys", "there is none to sign with"};
  const auto id = crypto::random_token();
  if (!id) return id.fault();
  JsonText claims;
  claims.begin_object();
  claims.member("iss", signers.issuer);
  claims.member("aud", signers.issuer);
  claims.member("sub", std::string_view(grant.caller));
  claims.member("client_id", std::string_view(grant.caller));
  claims.member("scope", std::string_view(grant.scopes.text()));
  claims.json("iat", std::to_string(now_seconds));
  claims.json("exp", std::to_string(now_seconds + limits::kAccessTokenAge.count()));
  claims.member("jti", std::string_view(*id));
  claims.end_object();
  return signers.keys.front().sign(std::move(claims).take(), kType);
}

Result<Grant> read_access_token(const Signers& signers, const jose::Unproved& token,
                                std::int64_t now_seconds) {
  std::vector<jose::PublicKey> keys;
  for (const jose::SigningKey& key : signers.keys) keys.push_back(key.public_key());
  const auto payload = jose::verify(token, keys);
  if (!payload) return payload.fault();
  const auto claims = jose::read_claims(*payload);
  if (!claims) return claims.fault();
  const std::string issuer(signers.issuer);
  const Done checked = jose::check(*claims, {issuer, issuer, ""}, now_seconds);
  if (!checked) return checked.fault();
  const auto scopes = Scopes::from(claims->text("scope"));
  if (!scopes)
    return Fault{FaultCode::kBadValue, "claim scope", "names a scope that this server does not have"};
  return Grant{claims->subject, *scopes};
}

}  // namespace presave::server::callers
