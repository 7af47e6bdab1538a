// Who may call the server from elsewhere (an org's callouts, a company's own programs), and how each of them
// proves who they are. Plain data, made by the setup.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/callers/key_source.h"
#include "server/crypto/password_hash.h"

namespace presave::server::callers {

/// What a caller may ask for.
enum class Scope : std::uint8_t {
  kValidate = 1,      ///< decisions: validate, one record or many
  kExplain = 2,       ///< why a rule decides so
  kRequirements = 4,  ///< what an object's rules read
  kBundle = 8,        ///< the rules themselves
};

/// Several of them.
class Scopes {
 public:
  constexpr Scopes() = default;
  static constexpr Scopes all() { return Scopes(15); }
  constexpr bool has(Scope scope) const { return (bits_ & static_cast<std::uint8_t>(scope)) != 0; }
  constexpr void add(Scope scope) { bits_ |= static_cast<std::uint8_t>(scope); }
  constexpr bool empty() const { return bits_ == 0; }
  /// Those that both have.
  constexpr Scopes both(Scopes other) const { return Scopes(bits_ & other.bits_); }

  /// "validate explain". Nothing where one of the words is no scope.
  static std::optional<Scopes> from(std::string_view text);
  std::string text() const;

 private:
  constexpr explicit Scopes(unsigned bits) : bits_(static_cast<std::uint8_t>(bits)) {}
  std::uint8_t bits_ = 0;
};

/// Signs its own tokens: a named credential with the protocol JWT.
struct JwtIdentity {
  KeySourcePointer keys;
  std::string issuer;              ///< the token's iss
  std::string audience;            ///< its aud
  std::string subject;             ///< its sub; empty: any
  std::string organization_claim;  ///< the claim that names the org of the call; empty: none
  bool once = false;               ///< each token is used once: it must have a jti
};

/// Has a client certificate; which, says Caller::certificates.
struct CertificateIdentity {};

/// Gets access tokens at POST /oauth2/token (client credentials), by a secret or by a signed assertion.
struct ClientIdentity {
  std::string client_id;
  std::vector<crypto::PasswordHash> secrets;  ///< each of them fits, so that they can be rotated
  KeySourcePointer keys;                      ///< of its assertions (private_key_jwt); null: none
};

/// Sends a user name and a password with every call. For trials.
struct BasicIdentity {
  std::string user;
  std::vector<crypto::PasswordHash> passwords;
};

/// A client certificate that counts. One of the two is set.
struct KnownCertificate {
  std::string sha256;       ///< of the certificate, lower-case hexadecimal
  std::string common_name;  ///< of its subject
};

struct Caller {
  std::string name;  ///< unique
  std::variant<JwtIdentity, CertificateIdentity, ClientIdentity, BasicIdentity> identity;
  /// What the connection must show beside: one of these; empty: nothing. A CertificateIdentity has at least
  /// one.
  std::vector<KnownCertificate> certificates;
  std::string organization;  ///< the org that it calls for, whose bundle decides; empty: none, or the token's
  std::vector<std::string>
      bundles;  ///< others that it may name; where this and the org are empty: the default bundle
  Scopes scopes = Scopes::all();
};

}  // namespace presave::server::callers
