#include "server/jose/public_key.h"

#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "engine/base/json_text.h"
#include "server/crypto/base64.h"
#include "server/http/limits.h"
#include "server/jose/handles.h"

namespace presave::server::jose {
namespace {

Fault unusable(std::string detail) {
  return {FaultCode::kBadConfiguration, "key", std::move(detail)};
}

bool is_rsa(Algorithm algorithm) {
  return algorithm != Algorithm::kEs256;
}

/// Why a key must not be used for the algorithm; empty when it may.
std::string objection(EVP_PKEY* key, Algorithm algorithm) {
  const std::string name(name_of(algorithm));
  if (is_rsa(algorithm)) {
    if (EVP_PKEY_is_a(key, "RSA") != 1) return name + " needs an RSA key";
    const int bits = EVP_PKEY_get_bits(key);
    if (bits >= limits::kLeastRsaBits && bits <= limits::kMostRsaBits) return "";
    return "an RSA key must have " + std::to_string(limits::kLeastRsaBits) + " to " +
           std::to_string(limits::kMostRsaBits) + " bits, this one has " + std::to_string(bits);
  }
  char group[32] = "";
  std::size_t length = 0;
  const bool named =
      EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_get_group_name(key, group, sizeof group, &length) == 1;
  if (named && std::string_view(group, length) == SN_X9_62_prime256v1) return "";
  return name + " needs a key of the curve P-256";
}

/// A public key made of parameters; null when OpenSSL refuses them.
Key key_of(const char* kind, OSSL_PARAM_BLD* builder) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* made = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  return Key(made);
}

/// A point that is not on the curve, an even exponent.
bool is_sound(EVP_PKEY* key) {
  const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  return context && EVP_PKEY_public_check(context.get()) == 1;
}

/// JWS writes r and s one after the other, OpenSSL reads them as DER.
std::string der_signature(std::string_view signature) {
  if (signature.size() != 2 * kCoordinateBytes) return "";
  Number r(BN_bin2bn(bytes_of(signature), kCoordinateBytes, nullptr));
  Number s(BN_bin2bn(bytes_of(signature.substr(kCoordinateBytes)), kCoordinateBytes, nullptr));
  const EcSignature pair(ECDSA_SIG_new());
  if (!r || !s || !pair || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return "";
  (void)r.release();  // the pair's now
  (void)s.release();
  unsigned char* written = nullptr;
  const int length = i2d_ECDSA_SIG(pair.get(), &written);
  if (length <= 0) return "";
  std::string der(reinterpret_cast<char*>(written), static_cast<std::size_t>(length));
  OPENSSL_free(written);
  return der;
}

std::string number_of(EVP_PKEY* key, const char* parameter, std::size_t least_bytes = 0) {
  BIGNUM* found = nullptr;
  if (EVP_PKEY_get_bn_param(key, parameter, &found) != 1) return "";
  const Number number(found);
  const std::size_t size = std::max(least_bytes, static_cast<std::size_t>(BN_num_bytes(number.get())));
  std::string bytes(size, '\0');
  auto* out = reinterpret_cast<unsigned char*>(bytes.data());
  return BN_bn2binpad(number.get(), out, static_cast<int>(size)) < 0 ? "" : crypto::encode_base64_url(bytes);
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ++found;
  return found;
}

}  // namespace

Result<PublicKey> PublicKey::checked(std::shared_ptr<EVP_PKEY> key, Algorithm algorithm, std::string id) {
  if (id.size() > limits::kClaimBytes)
    return unusable("its id is longer than " + std::to_string(limits::kClaimBytes) + " bytes");
  if (std::string why = objection(key.get(), algorithm); !why.empty()) return unusable(std::move(why));
  if (!is_sound(key.get())) return unusable("its numbers make no key");
  return PublicKey(std::move(key), algorithm, std::move(id));
}

Result<PublicKey> PublicKey::from_pem(std::string_view pem, Algorithm algorithm, std::string id) {
  if (pem.size() > limits::kPemBytes)
    return unusable("the file is larger than " + std::to_string(limits::kPemBytes) + " bytes");
  if (pem.find("PRIVATE KEY-----") != std::string_view::npos) {
    return unusable(
        "holds a private key; give the public key or the certificate, and keep the private one away");
  }
  if (count(pem, "-----BEGIN ") != 1) {
    return unusable("must hold one PEM block, PUBLIC KEY or CERTIFICATE; it holds " +
                    std::to_string(count(pem, "-----BEGIN ")));
  }
  const Bio reader = reader_of(pem);
  Key key;
  if (pem.find("-----BEGIN CERTIFICATE-----") != std::string_view::npos) {
    const Certificate certificate(PEM_read_bio_X509(reader.get(), nullptr, nullptr, nullptr));
    if (certificate) key.reset(X509_get_pubkey(certificate.get()));
  } else {
    key.reset(PEM_read_bio_PUBKEY(reader.get(), nullptr, nullptr, nullptr));
  }
  if (!key) return unusable("the PEM block is neither a readable PUBLIC KEY nor a CERTIFICATE");
  return checked({key.release(), EVP_PKEY_free}, algorithm, std::move(id));
}

Result<PublicKey> PublicKey::from_rsa(std::string_view modulus, std::string_view exponent,
                                      Algorithm algorithm, std::string id) {
  if (!is_rsa(algorithm)) return unusable(std::string(name_of(algorithm)) + " is not for RSA keys");
  if (modulus.size() > limits::kMostRsaBits / 8 || exponent.size() > limits::kRsaExponentBytes) {
    return unusable("an RSA key of at most " + std::to_string(limits::kMostRsaBits) +
                    " bits and an exponent of at most " + std::to_string(limits::kRsaExponentBytes) +
                    " bytes is read");
  }
  const Number n(BN_bin2bn(bytes_of(modulus), static_cast<int>(modulus.size()), nullptr));
  const Number e(BN_bin2bn(bytes_of(exponent), static_cast<int>(exponent.size()), nullptr));
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  if (!n || !e || !builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
    return unusable("OpenSSL does not take its numbers");
  }
  Key key = key_of("RSA", builder.get());
  if (!key) return unusable("its numbers make no key");
  return checked({key.release(), EVP_PKEY_free}, algorithm, std::move(id));
}

Result<PublicKey> PublicKey::from_p256(std::string_view x, std::string_view y, std::string id) {
  if (x.size() != kCoordinateBytes || y.size() != kCoordinateBytes) {
    return unusable("a point of P-256 has two coordinates of 32 bytes");
  }
  const std::string point = std::string(1, '\x04') + std::string(x) + std::string(y);  // 4: not compressed
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  if (!builder ||
      OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, SN_X9_62_prime256v1, 0) !=
          1 ||
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) !=
          1) {
    return unusable("OpenSSL does not take its numbers");
  }
  Key key = key_of("EC", builder.get());
  if (!key) return unusable("its point is not on the curve P-256");
  return checked({key.release(), EVP_PKEY_free}, Algorithm::kEs256, std::move(id));
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
  const Digest digest(EVP_MD_CTX_new());
  EVP_PKEY_CTX* options = nullptr;  // the digest's
  if (!digest || EVP_DigestVerifyInit(digest.get(), &options, EVP_sha256(), nullptr, key_.get()) != 1)
    return false;
  if (algorithm_ == Algorithm::kPs256 &&
      (EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) != 1 ||
       EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) != 1)) {
    return false;
  }
  const std::string der = algorithm_ == Algorithm::kEs256 ? der_signature(signature) : std::string(signature);
  return !der.empty() &&
         EVP_DigestVerify(digest.get(), bytes_of(der), der.size(), bytes_of(message), message.size()) == 1;
}

std::string PublicKey::jwk() const {
  const bool rsa = is_rsa(algorithm_);
  const std::string first = rsa ? number_of(key_.get(), OSSL_PKEY_PARAM_RSA_N)
                                : number_of(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X, kCoordinateBytes);
  const std::string second = rsa ? number_of(key_.get(), OSSL_PKEY_PARAM_RSA_E)
                                 : number_of(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y, kCoordinateBytes);
  if (first.empty() || second.empty()) return "";
  JsonText out;
  out.begin_object();
  out.member("kty", std::string_view(rsa ? "RSA" : "EC"));
  if (!rsa) out.member("crv", std::string_view("P-256"));
  out.member(rsa ? "n" : "x", std::string_view(first));
  out.member(rsa ? "e" : "y", std::string_view(second));
  out.member("use", std::string_view("sig"));
  out.member("alg", name_of(algorithm_));
  if (!id_.empty()) out.member("kid", std::string_view(id_));
  out.end_object();
  return std::move(out).take();
}

}  // namespace presave::server::jose
