// What a caller shows, taken out of the request: nothing of it is proved yet.
#pragma once

#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/crypto/password_hash.h"
#include "server/crypto/secret.h"

namespace presave::server::callers {

/// What follows the scheme in an Authorization header; empty where the scheme is another.
std::string_view credentials_of(std::string_view authorization, std::string_view scheme);

struct NameAndPassword {
  std::string name;
  std::string password;
};

/// Those of "Authorization: Basic …".
std::optional<NameAndPassword> basic_credentials(std::string_view authorization);

/// Compares passwords, one at a time, since each costs memory and time; and remembers which fitted, since
/// every call brings one. What it remembers is of no use to anybody else. Threads may share one.
class Passwords {
 public:
  Passwords();
  bool fits(const crypto::PasswordHash& hash, std::string_view password);
  /// True for a password that fitted before: fits() then answers at once.
  bool remembers(const crypto::PasswordHash& hash, std::string_view password) const;

 private:
  bool is_known(const std::string& mark) const;
  std::string mark_of(const crypto::PasswordHash& hash, std::string_view password) const;

  std::optional<crypto::Secret>
      key_;  // nothing where there are no random numbers: then nothing is remembered
  std::mutex comparing_;      // held over a comparison: nobody with a remembered password waits for it
  mutable std::mutex mutex_;  // of what is remembered
  std::set<std::string> fitted_;
};

}  // namespace presave::server::callers
