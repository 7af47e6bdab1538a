#include "server/oauth/authorization.h"

#include <array>
#include <charconv>

#include "server/crypto/base64.h"
#include "server/crypto/hash.h"
#include "server/http/form.h"
#include "server/http/limits.h"
#include "server/jose/claims.h"
#include "server/oauth/lines.h"
#include "server/oauth/token_endpoint.h"

namespace presave::server::oauth {
namespace {

constexpr std::string_view kPlace = "oauth/journey";
constexpr std::size_t kLines = 6;  // state, time it ends, client, origin, verifier, nonce

Fault unusable(std::string detail) {
  return {FaultCode::kBadSignature, "sign-in", std::move(detail)};
}

bool asks_for_id_token(const Client& client) {
  return (" " + client.scope + " ").find(" openid ") != std::string::npos;
}

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

Result<Departure> depart(const Client& client, std::string_view login_url, const crypto::KeyRing& keys,
                         std::int64_t now_ms) {
  const auto origin = client.hosts.allow(login_url);
  if (!origin) return origin.fault();
  const auto state = crypto::random_token();
  if (!state) return state.fault();
  const auto verifier = crypto::random_token();
  if (!verifier) return verifier.fault();
  const auto challenge = crypto::pkce_challenge(*verifier);
  if (!challenge) return challenge.fault();
  std::string nonce;
  if (asks_for_id_token(client)) {
    auto random = crypto::random_token();
    if (!random) return random.fault();
    nonce = std::move(*random);
  }
  const std::int64_t ends = now_ms + std::chrono::milliseconds(limits::kSignInTime).count();
  const auto sealed = keys.seal(
      crypto::Secret(join_lines({*state, std::to_string(ends), client.name, *origin, *verifier, nonce})),
      kPlace);
  if (!sealed) return sealed.fault();
  std::string location =
      *origin + std::string(kAuthorizePath) + "?response_type=code&client_id=" + http::form_text(client.id) +
      "&redirect_uri=" + http::form_text(client.redirect_uri) + "&scope=" + http::form_text(client.scope) +
      "&state=" + *state + "&code_challenge=" + *challenge + "&code_challenge_method=S256";
  if (!nonce.empty()) location += "&nonce=" + nonce;
  return Departure{std::move(location), crypto::encode_base64_url(*sealed)};
}

Result<Journey> arrive(std::string_view cookie, std::string_view state, const crypto::KeyRing& keys,
                       std::int64_t now_ms) {
  const auto sealed = crypto::decode_base64(cookie);
  if (!sealed) return unusable("this browser did not begin it here, or has forgotten; begin again");
  const auto opened = keys.open(*sealed, kPlace);
  if (!opened) return unusable("this browser did not begin it here, or has forgotten; begin again");
  const auto lines = split_lines<kLines>(opened->reveal_for_cryptography());
  if (!lines) return unusable("it was begun by another version of this server; begin again");
  const auto& [kept_state, ends, client, origin, verifier, nonce] = *lines;
  if (!crypto::same_bytes(kept_state, state))
    return unusable("it answers another sign-in than this browser's last one; begin again");
  if (now_ms > number_of(ends)) return unusable("it took too long; begin again");
  return Journey{client, origin, verifier, nonce};
}

Done check_id_token(const Client& client, const Journey& journey, std::string_view id_token,
                    std::int64_t now_ms) {
  if (journey.nonce.empty()) return done();
  const auto first = id_token.find('.');
  const auto second = id_token.find('.', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return unusable("the org gave no id token");
  const auto payload = crypto::decode_base64(id_token.substr(first + 1, second - first - 1));
  if (!payload) return unusable("the id token is not base64");
  const auto claims = jose::read_claims(*payload);
  if (!claims) return claims.fault();
  if (!crypto::same_bytes(claims->text("nonce"), journey.nonce))
    return unusable("the id token answers another sign-in");
  // Any issuer: the token came over TLS from the endpoint that was asked, which is the issuer's own.
  return jose::check(*claims, {claims->issuer, client.id, "", limits::kClockLeeway, {}}, now_ms / 1000);
}

}  // namespace presave::server::oauth
