// A signed request: the input as it came, then as the content of a genuine signature, and as an envelope. No
// input can be a signed request by itself: nobody guesses the secret.
#include <string>

#include "server/canvas/signed_request.h"
#include "tests/fuzz/targets.h"
#include "tests/server/signing.h"

namespace presave::fuzz {
namespace {

constexpr std::string_view kSecret = "1234567890123456789";

const server::canvas::Verifier& verifier() {
  static const server::canvas::Verifier made = [] {
    std::vector<server::crypto::Secret> secrets;
    secrets.emplace_back(std::string(kSecret));
    return *server::canvas::Verifier::with(std::move(secrets));
  }();
  return made;
}

}  // namespace

void fuzz_signed_request(std::string_view input) {
  must(!verifier().verify(input));
  (void)verifier().verify(server::testing::sign_content(kSecret, std::string(input)));
  const Result<server::canvas::VerifiedRequest> verified = verifier().verify(server::testing::sign(kSecret, input));
  if (verified) must(verified->envelope == input && !verified->context.user_id.empty());
}

}  // namespace presave::fuzz
