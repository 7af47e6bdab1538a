// A key that signatures are verified with: from a PEM file, or the numbers of a JWK. It knows the one
// algorithm that it is for.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "server/jose/algorithm.h"

struct evp_pkey_st;

namespace presave::server::jose {

/// Copies share one key; threads may, too.
class PublicKey {
 public:
  /// A "PUBLIC KEY" or a "CERTIFICATE", one in the text. `id` is the token's `kid` that it answers to; empty:
  /// any.
  static Result<PublicKey> from_pem(std::string_view pem, Algorithm algorithm, std::string id = "");
  /// An RSA key of its two numbers, as big-endian bytes.
  static Result<PublicKey> from_rsa(std::string_view modulus, std::string_view exponent, Algorithm algorithm,
                                    std::string id);
  /// A point of the curve P-256, 32 bytes each way.
  static Result<PublicKey> from_p256(std::string_view x, std::string_view y, std::string id);

  Algorithm algorithm() const { return algorithm_; }
  const std::string& id() const { return id_; }
  /// True when the signature, in JWS's form, is this key's of these very bytes.
  bool verify(std::string_view message, std::string_view signature) const;
  /// The key as a JWK: {"kty", "use", "alg", "kid", …}; empty when OpenSSL cannot tell its numbers.
  std::string jwk() const;

 private:
  friend class SigningKey;
  PublicKey(std::shared_ptr<evp_pkey_st> key, Algorithm algorithm, std::string id)
      : key_(std::move(key)), algorithm_(algorithm), id_(std::move(id)) {}
  static Result<PublicKey> checked(std::shared_ptr<evp_pkey_st> key, Algorithm algorithm, std::string id);

  std::shared_ptr<evp_pkey_st> key_;
  Algorithm algorithm_;
  std::string id_;
};

}  // namespace presave::server::jose
