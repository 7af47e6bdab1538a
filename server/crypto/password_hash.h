// Passwords and client secrets that are typed in somewhere: kept as scrypt hashes, so that whoever reads the
// setup cannot call.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace presave::server::crypto {

/// The longest password that is compared.
inline constexpr std::size_t kMostPasswordBytes = 256;

/// One scrypt hash.
class PasswordHash {
 public:
  /// Reads "$scrypt$ln=14,r=8,p=1$SALT$HASH" (base64 without padding). Refuses less work than ln=14, r=8, and
  /// more than 64 MB of memory.
  static Result<PasswordHash> from(std::string_view text);
  /// The hash of a password with a new salt, in the same spelling.
  static Result<std::string> make(std::string_view password);

  /// True for the password. Takes some 50 ms of a processor: ask for no more than a few at once.
  bool fits(std::string_view password) const;
  /// Tells this hash from others; of no use for finding the password.
  std::string_view identity() const { return hash_; }

 private:
  struct Work {
    std::uint64_t n = 0;  ///< 2 to the power of ln
    std::uint64_t r = 0;
    std::uint64_t p = 0;
  };
  static Result<std::string> derive(std::string_view password, std::string_view salt, const Work& work);
  PasswordHash(Work work, std::string salt, std::string hash)
      : work_(work), salt_(std::move(salt)), hash_(std::move(hash)) {}

  Work work_;
  std::string salt_;
  std::string hash_;
};

}  // namespace presave::server::crypto
