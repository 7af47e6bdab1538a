// Signed tokens in compact form (RFC 7515), verified before anything in them is believed: only the header is
// read first, to find the key, and of it nothing but which key and which algorithm.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "server/jose/public_key.h"

namespace presave::server::jose {

/// A token taken apart. Nothing of it is proved yet. The views are of the token's own text.
struct Unproved {
  std::string_view message;  ///< what is signed: HEADER.PAYLOAD as they came
  std::string_view payload;  ///< still encoded
  std::string signature;
  Algorithm algorithm = Algorithm::kRs256;
  std::string key_id;  ///< empty: the header names none
  std::string type;    ///< the header's `typ`, as sent; empty: none
};

/// Refuses what is no compact token of an algorithm of ours: wrong size or base64, an unknown algorithm
/// ("none" among them), a header that asks for something critical, or that carries a key.
Result<Unproved> take_apart(std::string_view token);

/// True when a key may be tried on the token: it has the token's algorithm, and where both have an id, the
/// same one.
bool fits(const PublicKey& key, const Unproved& token);

/// The payload, once one of the keys that fit has signed the token.
Result<std::string> verify(const Unproved& token, std::span<const PublicKey> keys);

}  // namespace presave::server::jose
