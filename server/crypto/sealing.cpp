#include "server/crypto/sealing.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <optional>

#include "server/crypto/base64.h"
#include "server/crypto/hash.h"

namespace presave::server::crypto {
namespace {

// A sealed value: version, length of the key's id, id, nonce, tag, ciphertext.
constexpr char kVersion = 1;
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kIdBytes = 32;
constexpr std::size_t kKeys = 8;

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

Fault unusable(std::string detail) {
  return {FaultCode::kBadConfiguration, "sealing key", std::move(detail)};
}

Fault does_not_open(std::string detail) {
  return {FaultCode::kBadSignature, "sealed value", std::move(detail)};
}

Fault openssl_failed() {
  return {FaultCode::kBadConfiguration, "OpenSSL", "AES-256-GCM failed"};
}

bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= kIdBytes && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

std::string header_of(std::string_view id) {
  return std::string{kVersion, static_cast<char>(id.size())} + std::string(id);
}

/// A sealed value taken apart; the parts point into it.
struct Parts {
  std::string_view header, id, nonce, tag, ciphertext;
};

std::optional<Parts> split(std::string_view sealed) {
  if (sealed.size() < 2 || sealed[0] != kVersion) return std::nullopt;
  const std::size_t id = static_cast<unsigned char>(sealed[1]);
  const std::size_t nonce = 2 + id;
  if (id > kIdBytes || sealed.size() < nonce + kNonceBytes + kTagBytes) return std::nullopt;
  return Parts{sealed.substr(0, nonce), sealed.substr(2, id), sealed.substr(nonce, kNonceBytes),
               sealed.substr(nonce + kNonceBytes, kTagBytes), sealed.substr(nonce + kNonceBytes + kTagBytes)};
}

/// A cipher that has taken in key, nonce, header and place; null when OpenSSL refuses. The header says its
/// own length, so that nothing of it can pass for the beginning of the place.
Cipher begin(bool encrypt, const Secret& key, std::string_view nonce, std::string_view header,
             std::string_view place) {
  Cipher cipher(EVP_CIPHER_CTX_new());
  int length = 0;
  const bool ok =
      cipher &&
      EVP_CipherInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key.reveal_for_cryptography()),
                        bytes_of(nonce), encrypt ? 1 : 0) == 1 &&
      EVP_CipherUpdate(cipher.get(), nullptr, &length, bytes_of(header), static_cast<int>(header.size())) ==
          1 &&
      EVP_CipherUpdate(cipher.get(), nullptr, &length, bytes_of(place), static_cast<int>(place.size())) == 1;
  return ok ? std::move(cipher) : nullptr;
}

}  // namespace

Result<KeyRing::Key> KeyRing::read_key(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_id(line.substr(0, colon))) {
    return unusable("each line must be ID:KEY, the id of 1 to 32 letters, digits, '-' or '_'");
  }
  auto bytes = decode_base64(line.substr(colon + 1));
  if (!bytes || bytes->size() != kKeyBytes) {
    return unusable("the key of id " + std::string(line.substr(0, colon)) +
                    " must be 32 bytes in base64; make one with: openssl rand -base64 32");
  }
  return Key{std::string(line.substr(0, colon)), Secret(std::move(*bytes))};
}

Result<KeyRing> KeyRing::from(const Secret& lines) {
  std::vector<Key> keys;
  std::string_view rest = lines.reveal_for_cryptography();
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) continue;
    auto key = read_key(line);
    if (!key) return key.fault();
    for (const Key& other : keys) {
      if (other.id == key->id) return unusable("the id " + key->id + " stands there twice");
    }
    if (keys.size() == kKeys) return unusable("at most " + std::to_string(kKeys) + " may be in use at once");
    keys.push_back(std::move(*key));
  }
  if (keys.empty()) return unusable("there is none");
  return KeyRing(std::move(keys));
}

Result<std::string> KeyRing::seal(const Secret& value, std::string_view place) const {
  const Key& key = keys_.front();
  const auto nonce = random_bytes(kNonceBytes);
  if (!nonce) return nonce.fault();
  const std::string header = header_of(key.id);
  const Cipher cipher = begin(true, key.bytes, *nonce, header, place);
  const std::string_view plain = value.reveal_for_cryptography();
  std::string ciphertext(plain.size(), '\0');
  std::string tag(kTagBytes, '\0');
  int length = 0;
  if (!cipher ||
      EVP_CipherUpdate(cipher.get(), bytes_of(ciphertext), &length, bytes_of(plain),
                       static_cast<int>(plain.size())) != 1 ||
      EVP_CipherFinal_ex(cipher.get(), bytes_of(tag), &length) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(kTagBytes), tag.data()) != 1) {
    return openssl_failed();
  }
  return header + *nonce + tag + ciphertext;
}

Result<Secret> KeyRing::open(std::string_view sealed, std::string_view place) const {
  const auto parts = split(sealed);
  if (!parts) return does_not_open("it is not of the form that this version writes");
  const auto key =
      std::find_if(keys_.begin(), keys_.end(), [&](const Key& one) { return one.id == parts->id; });
  if (key == keys_.end())
    return does_not_open("its key is not among the sealing keys; add that key again, behind the others");
  const Cipher cipher = begin(false, key->bytes, parts->nonce, parts->header, place);
  std::string tag(parts->tag);
  std::string plain(parts->ciphertext.size(), '\0');
  int length = 0;
  if (!cipher ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(kTagBytes), tag.data()) != 1 ||
      EVP_CipherUpdate(cipher.get(), bytes_of(plain), &length, bytes_of(parts->ciphertext),
                       static_cast<int>(parts->ciphertext.size())) != 1) {
    return openssl_failed();
  }
  std::string nothing(kTagBytes, '\0');
  const bool genuine = EVP_CipherFinal_ex(cipher.get(), bytes_of(nothing), &length) == 1;
  Secret opened(std::move(plain));
  if (!genuine) return does_not_open("it was changed, or it stood in another place");
  return opened;
}

bool KeyRing::is_stale(std::string_view sealed) const {
  const auto parts = split(sealed);
  return parts && parts->id != keys_.front().id;
}

}  // namespace presave::server::crypto
