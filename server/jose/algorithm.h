// The signatures that tokens may have. A key is for one of them, and says which; what a token's header claims
// only has to agree.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace presave::server::jose {

/// As RFC 7518 calls them. There is no "none" and no shared secret.
enum class Algorithm : std::uint8_t {
  kRs256,  ///< RSA PKCS #1 v1.5 with SHA-256: what Salesforce's named credentials sign with
  kPs256,  ///< RSA-PSS with SHA-256
  kEs256,  ///< ECDSA over P-256 with SHA-256
};

/// "RS256", "PS256", "ES256".
std::string_view name_of(Algorithm algorithm);
/// Nothing for any other name, and letter case counts.
std::optional<Algorithm> algorithm_of(std::string_view name);

}  // namespace presave::server::jose
