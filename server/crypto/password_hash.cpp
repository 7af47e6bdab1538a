#include "server/crypto/password_hash.h"

#include <openssl/evp.h>

#include <array>
#include <charconv>

#include "server/crypto/base64.h"
#include "server/crypto/hash.h"

namespace presave::server::crypto {
namespace {

constexpr std::string_view kStart = "$scrypt$";
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kSaltBytes = 16;
constexpr unsigned kLeastLn = 14;
constexpr unsigned kMostLn = 20;
constexpr std::uint64_t kLeastR = 8;
constexpr std::uint64_t kMostP = 16;
constexpr std::uint64_t kMostMemory = 64u << 20;  // bytes

Fault misshaped(std::string detail) {
  return {FaultCode::kBadConfiguration, "password hash", std::move(detail)};
}

/// Takes the text up to a mark, and the mark, off the front.
std::string_view take(std::string_view& text, char mark) {
  const auto end = text.find(mark);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

/// The number of "name=number"; 0 when it is not that.
std::uint64_t number_of(std::string_view part, std::string_view name) {
  if (part.substr(0, name.size()) != name || part.substr(name.size(), 1) != "=") return 0;
  part.remove_prefix(name.size() + 1);
  std::uint64_t number = 0;
  const auto read = std::from_chars(part.data(), part.data() + part.size(), number);
  return read.ec == std::errc() && read.ptr == part.data() + part.size() ? number : 0;
}

}  // namespace

Result<std::string> PasswordHash::derive(std::string_view password, std::string_view salt, const Work& work) {
  std::string hash(kHashBytes, '\0');
  auto* out = reinterpret_cast<unsigned char*>(hash.data());
  const auto* salt_bytes = reinterpret_cast<const unsigned char*>(salt.data());
  if (EVP_PBE_scrypt(password.data(), password.size(), salt_bytes, salt.size(), work.n, work.r, work.p,
                     kMostMemory + (1u << 20), out, hash.size()) != 1) {
    return misshaped("OpenSSL computes no scrypt with this much work");
  }
  return hash;
}

Result<PasswordHash> PasswordHash::from(std::string_view text) {
  const Fault form = misshaped("must be like $scrypt$ln=14,r=8,p=1$SALT$HASH, salt and hash in base64");
  if (text.substr(0, kStart.size()) != kStart) return form;
  text.remove_prefix(kStart.size());
  std::string_view numbers = take(text, '$');
  const std::uint64_t ln = number_of(take(numbers, ','), "ln");
  const std::uint64_t r = number_of(take(numbers, ','), "r");
  const std::uint64_t p = number_of(numbers, "p");
  auto salt = decode_base64(take(text, '$'));
  auto hash = decode_base64(text);
  if (!salt || !hash || salt->size() < kSaltBytes || salt->size() > 64 || hash->size() != kHashBytes)
    return form;
  if (ln < kLeastLn || ln > kMostLn || r < kLeastR || r > kMostMemory / 128 || p < 1 || p > kMostP ||
      (std::uint64_t{128} * r << ln) > kMostMemory) {
    return misshaped(
        "needs ln of at least 14, r of at least 8, p of 1 to 16, and at most 64 MB (128 * r * 2^ln)");
  }
  return PasswordHash({std::uint64_t{1} << ln, r, p}, std::move(*salt), std::move(*hash));
}

Result<std::string> PasswordHash::make(std::string_view password) {
  if (password.empty() || password.size() > kMostPasswordBytes) {
    return misshaped("a password has 1 to " + std::to_string(kMostPasswordBytes) + " bytes");
  }
  const auto salt = random_bytes(kSaltBytes);
  if (!salt) return salt.fault();
  const auto hash = derive(password, *salt, {std::uint64_t{1} << kLeastLn, kLeastR, 1});
  if (!hash) return hash.fault();
  return "$scrypt$ln=14,r=8,p=1$" + encode_base64_url(*salt) + "$" + encode_base64_url(*hash);
}

bool PasswordHash::fits(std::string_view password) const {
  if (password.empty() || password.size() > kMostPasswordBytes) return false;
  const auto hash = derive(password, salt_, work_);
  return hash && same_bytes(*hash, hash_);
}

}  // namespace presave::server::crypto
