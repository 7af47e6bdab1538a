#include "server/canvas/signed_request.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <optional>

#include "server/crypto/base64.h"
#include "server/http/limits.h"

namespace presave::server::canvas {
namespace {

constexpr std::size_t kSignatureBytes = 32;  // of SHA-256
using Signature = std::array<unsigned char, kSignatureBytes>;

struct FreeContext {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeContext>;

struct FreeMac {
  void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
};

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Fault unsigned_because(std::string detail) {
  return {FaultCode::kBadSignature, "signed_request", std::move(detail)};
}

/// A context that has taken in the key; null when OpenSSL refuses.
MacContext key(const crypto::Secret& secret) {
  const std::unique_ptr<EVP_MAC, FreeMac> hmac(EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr));
  if (!hmac) return nullptr;
  MacContext context(EVP_MAC_CTX_new(hmac.get()));
  if (!context) return nullptr;
  char digest[] = "SHA256";
  const std::array<OSSL_PARAM, 2> parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
  const std::string_view text = secret.reveal_for_cryptography();
  if (EVP_MAC_init(context.get(), bytes_of(text), text.size(), parameters.data()) != 1) return nullptr;
  return context;
}

/// The MAC of a message; nothing when OpenSSL refuses. The keyed context is copied, not used up.
std::optional<Signature> sign(const MacContext& keyed, std::string_view message) {
  const MacContext context(EVP_MAC_CTX_dup(keyed.get()));
  Signature signature{};
  std::size_t length = 0;
  if (!context || EVP_MAC_update(context.get(), bytes_of(message), message.size()) != 1 ||
      EVP_MAC_final(context.get(), signature.data(), &length, signature.size()) != 1 ||
      length != kSignatureBytes) {
    return std::nullopt;
  }
  return signature;
}

}  // namespace

struct Verifier::Keyed {
  MacContext context;
};

Verifier::Verifier(std::vector<Keyed> keys) : keys_(std::move(keys)) {}
Verifier::Verifier(Verifier&&) noexcept = default;
Verifier& Verifier::operator=(Verifier&&) noexcept = default;
Verifier::~Verifier() = default;

Result<Verifier> Verifier::with(std::vector<crypto::Secret> secrets) {
  const auto unusable = [](std::string detail) {
    return Fault{FaultCode::kBadConfiguration, "consumer secret", std::move(detail)};
  };
  if (secrets.empty()) return unusable("there is none");
  if (secrets.size() > limits::kSecrets) {
    return unusable("at most " + std::to_string(limits::kSecrets) + " may be in use at once");
  }
  std::vector<Keyed> keys;
  for (const crypto::Secret& secret : secrets) {
    const std::size_t size = secret.reveal_for_cryptography().size();
    if (size == 0 || size > limits::kSecretBytes) {
      return unusable("must have 1 to " + std::to_string(limits::kSecretBytes) + " bytes");
    }
    keys.push_back({key(secret)});
    if (!keys.back().context) return unusable("OpenSSL offers no HMAC-SHA256 here");
  }
  return Verifier(std::move(keys));
}

Result<VerifiedRequest> Verifier::verify(std::string_view signed_request) const {
  if (signed_request.size() > limits::kSignedRequestBytes) {
    return unsigned_because("longer than " + std::to_string(limits::kSignedRequestBytes) + " bytes");
  }
  const auto dot = signed_request.find('.');
  if (dot == std::string_view::npos) return unsigned_because("there is no dot between signature and content");
  const std::string_view content = signed_request.substr(dot + 1);
  const auto claimed = crypto::decode_base64(signed_request.substr(0, dot));
  if (!claimed) return unsigned_because("the signature is not base64");
  if (claimed->size() != kSignatureBytes) return unsigned_because("the signature does not have 32 bytes");

  std::optional<std::size_t> fitting;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const auto expected = sign(keys_[i].context, content);
    if (!expected) return Fault{FaultCode::kBadConfiguration, "OpenSSL", "computing HMAC-SHA256 failed"};
    if (CRYPTO_memcmp(expected->data(), claimed->data(), kSignatureBytes) == 0) fitting = i;
  }
  if (!fitting)
    return unsigned_because(
        "it was made with another consumer secret, or the request was changed on its way");

  auto envelope = crypto::decode_base64(content);
  if (!envelope) return Fault{FaultCode::kWrongShape, "signed_request", "the signed content is not base64"};
  auto context = read_context(*envelope);
  if (!context) return context.fault();
  return VerifiedRequest{std::move(*context), std::move(*envelope), std::move(*claimed), *fitting};
}

}  // namespace presave::server::canvas
