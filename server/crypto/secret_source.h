// Where a secret is read from: never the command line, which every user of the machine can read.
#pragma once

#include <cstddef>
#include <string>

#include "engine/base/result.h"
#include "server/crypto/secret.h"

namespace presave::server::crypto {

/// Exactly one of these says where.
struct SecretSource {
  std::string environment{};  ///< name of an environment variable
  std::string file{};         ///< path of a file
  std::string credential{};   ///< name of a systemd credential: a file in $CREDENTIALS_DIRECTORY

  bool operator==(const SecretSource&) const = default;
  bool is_set() const { return !environment.empty() || !file.empty() || !credential.empty(); }
};

/// The longest secret there is: a private key in PEM.
inline constexpr std::size_t kMostSecretBytes = 16u << 10;

/// Reads it; line ends at its end are not part of it. `what` names it in faults: "sealing keys".
/// kBadConfiguration where none or several sources are named, or the secret is empty, too long or not there.
Result<Secret> read_secret(const SecretSource& source, const std::string& what);

}  // namespace presave::server::crypto
