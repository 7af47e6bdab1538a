// Verifying Salesforce's signed requests: BASE64(HMAC-SHA256(secret, ENVELOPE)) "." ENVELOPE, where ENVELOPE
// is base64 text of JSON and is signed as that text. Nothing of the envelope is decoded or parsed before
// its signature fits, and the algorithm is ours, not the envelope's. Pure: text in, verdict out.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "server/canvas/context.h"
#include "server/crypto/secret.h"

namespace presave::server::canvas {

/// A signed request whose signature fits.
struct VerifiedRequest {
  CanvasContext context;
  std::string envelope;    ///< the JSON text as Salesforce wrote it
  std::string signature;   ///< the 32 bytes; the one thing that tells two signed requests apart
  std::size_t secret = 0;  ///< which of the secrets it was, 0 for the first
};

/// Holds the consumer secrets, keyed once. Threads may share one.
class Verifier {
 public:
  /// Refuses no secret, too many, empty or oversized ones. During a rotation both secrets are given.
  static Result<Verifier> with(std::vector<crypto::Secret> secrets);

  Verifier(Verifier&&) noexcept;
  Verifier& operator=(Verifier&&) noexcept;
  ~Verifier();

  /// kBadSignature when the text is not a signed request of these secrets, whatever the reason; the other
  /// codes are for content that was signed but cannot be read.
  Result<VerifiedRequest> verify(std::string_view signed_request) const;

 private:
  struct Keyed;
  explicit Verifier(std::vector<Keyed> keys);
  std::vector<Keyed> keys_;
};

}  // namespace presave::server::canvas
