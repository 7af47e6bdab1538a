#include "server/crypto/hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <memory>

#include "server/crypto/base64.h"

namespace presave::server::crypto {
namespace {

constexpr std::size_t kDigestBytes = 32;  // of SHA-256
constexpr std::size_t kTokenBytes = 32;

Fault failed(std::string what) {
  return {FaultCode::kBadConfiguration, "OpenSSL", std::move(what)};
}

unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

struct FreeMethod {
  void operator()(EVP_MD* method) const { EVP_MD_free(method); }
};

/// Null when OpenSSL offers none, which EVP_Digest refuses. Fetched once: a digest with EVP_sha256() looks
/// for the method each time, which takes longer than the digest of a token.
const EVP_MD* sha256_method() {
  static const std::unique_ptr<EVP_MD, FreeMethod> method(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  return method.get();
}

}  // namespace

Result<std::string> sha256(std::string_view bytes) {
  std::string digest(kDigestBytes, '\0');
  if (EVP_Digest(bytes.data(), bytes.size(), bytes_of(digest), nullptr, sha256_method(), nullptr) != 1) {
    return failed("computing SHA-256 failed");
  }
  return digest;
}

Result<std::string> sha256_hex(std::string_view bytes) {
  const auto digest = sha256(bytes);
  if (!digest) return digest.fault();
  std::string hex;
  for (const char c : *digest) {
    const auto byte = static_cast<unsigned char>(c);
    hex += "0123456789abcdef"[byte >> 4u];
    hex += "0123456789abcdef"[byte & 15u];
  }
  return hex;
}

Result<std::string> hmac_sha256(const Secret& key, std::string_view message) {
  const std::string_view secret = key.reveal_for_cryptography();
  std::string mac(kDigestBytes, '\0');
  if (!HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes_of(message), message.size(),
            bytes_of(mac), nullptr)) {
    return failed("computing HMAC-SHA256 failed");
  }
  return mac;
}

bool same_bytes(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Result<std::string> random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(bytes_of(bytes), static_cast<int>(count)) != 1) return failed("no random numbers");
  return bytes;
}

Result<std::string> random_token() {
  const auto bytes = random_bytes(kTokenBytes);
  if (!bytes) return bytes.fault();
  return encode_base64_url(*bytes);
}

Result<std::string> pkce_challenge(std::string_view verifier) {
  const auto digest = sha256(verifier);
  if (!digest) return digest.fault();
  return encode_base64_url(*digest);
}

}  // namespace presave::server::crypto
