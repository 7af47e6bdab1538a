// A signed token: the input as it came, as the payload of a genuine signature, and as a key set. No input can
// be a token that counts by itself: nobody has the key.
#include <string>

#include "server/jose/claims.h"
#include "server/jose/jwks.h"
#include "server/jose/jws.h"
#include "server/jose/sign.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {
namespace {

using namespace server::jose;

const SigningKey& key() {
  static const SigningKey made = *SigningKey::make();
  return made;
}

Result<std::string> verified(std::string_view token) {
  const auto parts = take_apart(token);
  if (!parts) return parts.fault();
  const std::vector<PublicKey> keys{key().public_key()};
  return verify(*parts, keys);
}

}  // namespace

void fuzz_jwt(std::string_view input) {
  must(!verified(input));
  (void)read_key_set(input);
  const auto token = key().sign(input);
  must(bool{token});
  const auto payload = verified(*token);
  if (payload) must(*payload == input);
  const auto claims = read_claims(input);
  if (claims) (void)check(*claims, {claims->issuer, "presave", ""}, 1'763'900'000);
}

}  // namespace presave::fuzz
