// Signing tokens: what is sent to an org's token endpoint (the JWT bearer flow), and this server's own access
// tokens.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "server/crypto/secret.h"
#include "server/jose/algorithm.h"
#include "server/jose/public_key.h"

namespace presave::server::jose {

/// A private key and the algorithm that it signs with. Copies share one key; threads may, too.
class SigningKey {
 public:
  /// A "PRIVATE KEY" (PKCS #8), "RSA PRIVATE KEY" or "EC PRIVATE KEY" without a passphrase. `id` becomes the
  /// token's `kid`; empty: none.
  static Result<SigningKey> from_pem(const crypto::Secret& pem, Algorithm algorithm, std::string id = "");
  /// A new key for ES256. Its id is made of the key itself (RFC 7638).
  static Result<SigningKey> make();

  /// HEADER.PAYLOAD.SIGNATURE over a JSON document, byte for byte as given. `type` is the header's `typ`.
  Result<std::string> sign(std::string_view claims, std::string_view type = "JWT") const;
  /// What others verify with.
  const PublicKey& public_key() const { return public_; }

 private:
  SigningKey(std::shared_ptr<evp_pkey_st> key, PublicKey verifier)
      : key_(std::move(key)), public_(std::move(verifier)) {}
  Result<std::string> signature_of(std::string_view message) const;

  std::shared_ptr<evp_pkey_st> key_;
  PublicKey public_;
};

}  // namespace presave::server::jose
