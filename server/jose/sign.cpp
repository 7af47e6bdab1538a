#include "server/jose/sign.h"

#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "engine/base/json_text.h"
#include "server/crypto/base64.h"
#include "server/http/limits.h"
#include "server/jose/handles.h"

namespace presave::server::jose {
namespace {

Fault unusable(std::string detail) {
  return {FaultCode::kBadConfiguration, "private key", std::move(detail)};
}

/// Instead of asking on the terminal.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

/// RFC 7638: the SHA-256 of the required members in the order of their names.
std::string thumbprint(const PublicKey& key) {
  const std::string jwk = key.jwk();
  const auto member = [&jwk](const std::string& name) {
    const std::string before = "\"" + name + "\":\"";
    const auto from = jwk.find(before) + before.size();
    return jwk.substr(from, jwk.find('"', from) - from);
  };
  const std::string text =
      R"({"crv":"P-256","kty":"EC","x":")" + member("x") + R"(","y":")" + member("y") + R"("})";
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  if (jwk.empty() || EVP_Digest(text.data(), text.size(), hash, &length, EVP_sha256(), nullptr) != 1)
    return "";
  return crypto::encode_base64_url({reinterpret_cast<const char*>(hash), length});
}

/// OpenSSL writes DER, JWS r and s one after the other.
std::string joint_signature(const std::string& der) {
  const unsigned char* at = bytes_of(der);
  const EcSignature pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  if (!pair) return "";
  std::string joint(2 * kCoordinateBytes, '\0');
  auto* out = reinterpret_cast<unsigned char*>(joint.data());
  constexpr int kBytes = static_cast<int>(kCoordinateBytes);
  const bool written = BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, kBytes) == kBytes &&
                       BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + kBytes, kBytes) == kBytes;
  return written ? joint : "";
}

}  // namespace

Result<SigningKey> SigningKey::from_pem(const crypto::Secret& pem, Algorithm algorithm, std::string id) {
  const std::string_view text = pem.reveal_for_cryptography();
  if (text.size() > limits::kPemBytes)
    return unusable("the file is larger than " + std::to_string(limits::kPemBytes) + " bytes");
  const Bio reader = reader_of(text);
  const std::shared_ptr<EVP_PKEY> key(PEM_read_bio_PrivateKey(reader.get(), nullptr, no_passphrase, nullptr),
                                      EVP_PKEY_free);
  if (!key) return unusable("must be a PEM private key without a passphrase");
  auto verifier = PublicKey::checked(key, algorithm, std::move(id));
  if (!verifier) return verifier.fault();
  return SigningKey(key, std::move(*verifier));
}

Result<SigningKey> SigningKey::make() {
  const std::shared_ptr<EVP_PKEY> key(EVP_EC_gen(SN_X9_62_prime256v1), EVP_PKEY_free);
  if (!key) return unusable("OpenSSL makes no key of the curve P-256 here");
  auto verifier = PublicKey::checked(key, Algorithm::kEs256, "");
  if (!verifier) return verifier.fault();
  verifier->id_ = thumbprint(*verifier);
  if (verifier->id_.empty()) return unusable("OpenSSL computes no SHA-256 here");
  return SigningKey(key, std::move(*verifier));
}

Result<std::string> SigningKey::signature_of(std::string_view message) const {
  const Fault failed = unusable("OpenSSL could not sign with it");
  const Digest digest(EVP_MD_CTX_new());
  EVP_PKEY_CTX* options = nullptr;  // the digest's
  if (!digest || EVP_DigestSignInit(digest.get(), &options, EVP_sha256(), nullptr, key_.get()) != 1)
    return failed;
  if (public_.algorithm() == Algorithm::kPs256 &&
      (EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) != 1 ||
       EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) != 1)) {
    return failed;
  }
  std::size_t length = 0;
  if (EVP_DigestSign(digest.get(), nullptr, &length, bytes_of(message), message.size()) != 1) return failed;
  std::string signature(length, '\0');
  auto* out = reinterpret_cast<unsigned char*>(signature.data());
  if (EVP_DigestSign(digest.get(), out, &length, bytes_of(message), message.size()) != 1) return failed;
  signature.resize(length);
  if (public_.algorithm() == Algorithm::kEs256) signature = joint_signature(signature);
  if (signature.empty()) return failed;
  return signature;
}

Result<std::string> SigningKey::sign(std::string_view claims, std::string_view type) const {
  JsonText header;
  header.begin_object();
  header.member("alg", name_of(public_.algorithm()));
  header.member("typ", type);
  if (!public_.id().empty()) header.member("kid", std::string_view(public_.id()));
  header.end_object();
  std::string token =
      crypto::encode_base64_url(std::move(header).take()) + "." + crypto::encode_base64_url(claims);
  auto signature = signature_of(token);
  if (!signature) return signature.fault();
  return token + "." + crypto::encode_base64_url(*signature);
}

}  // namespace presave::server::jose
