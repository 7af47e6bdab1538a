// Lets callers in: finds out who sends a request, and what they may do. Everybody who is refused hears the
// same; why, is for the log.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/callers/access_tokens.h"
#include "server/callers/caller.h"
#include "server/callers/credentials.h"
#include "server/callers/seen_tokens.h"
#include "server/http/message.h"
#include "server/rate/failures.h"

namespace presave::server::callers {

/// Who is known, and the server's own signing keys.
struct Register {
  const std::vector<Caller>& callers;
  Signers signers;
};

/// Now, by both clocks.
struct Moment {
  std::chrono::steady_clock::time_point steady;
  std::int64_t seconds = 0;  ///< of the epoch
};

/// Somebody who may come in.
struct Admitted {
  const Caller* caller = nullptr;
  std::string organization;  ///< the org that the call is for; empty: none
  Scopes scopes;
};

enum class Denial : std::uint8_t {
  kUnknown,      ///< not proved to be anybody
  kTooMany,      ///< failed too often: nothing was looked at that could be guessed
  kUnavailable,  ///< the issuer of the token publishes its keys, and could not be asked
};

struct Denied {
  Denial kind = Denial::kUnknown;
  std::string why;  ///< for the log: names nothing secret, and nothing that the client sent
};

using Admission = std::variant<Admitted, Denied>;

/// How a client proves itself at the token endpoint. One of the two is set.
struct ClientProof {
  NameAndPassword secret;
  std::string assertion;
};

/// Remembers failures and used tokens across requests. Threads may share one.
class Gate {
 public:
  /// Who sends a request. May wait for an issuer that publishes its keys.
  Admission admit(const http::Request& request, const Register& known, const Moment& now);
  /// False when admit() would answer at once: whoever sends the request has to be asked for no keys, and
  /// brings no password that must be compared first.
  bool may_wait(const http::Request& request, const Register& known) const;
  /// Which client asks for an access token. May wait, too.
  Admission admit_client(const http::Request& request, const ClientProof& proof, const Register& known,
                         const Moment& now);

 private:
  Admission identify(const http::Request& request, const Register& known, const Moment& now);
  Admission by_token(std::string_view token, const Register& known, const Moment& now);
  Admission by_own_token(const jose::Unproved& token, const Register& known, const Moment& now);
  Admission by_signed_token(const jose::Unproved& token, const Register& known, const Moment& now);
  Admission by_password(const http::Request& request, const Register& known, const Moment& now);
  Admission by_secret(const http::Request& request, const NameAndPassword& given, const Register& known,
                      const Moment& now);
  Admission by_assertion(std::string_view assertion, const Register& known, const Moment& now);
  Admission counted(const http::Request& request, Admission admission, const Moment& now);

  rate::Failures failures_;
  SeenTokens seen_;
  Passwords passwords_;
};

}  // namespace presave::server::callers
