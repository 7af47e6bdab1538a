// Key sets (RFC 7517): the document in which an issuer publishes the keys that it signs with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "server/jose/public_key.h"

namespace presave::server::jose {

/// The keys of a document that this server can verify with. Others (for encryption, of other kinds, too
/// small) are passed over, as the RFC asks; a document without a single usable one is refused.
Result<std::vector<PublicKey>> read_key_set(std::string_view document);

/// The document of the keys given: {"keys": […]}.
std::string write_key_set(const std::vector<PublicKey>& keys);

}  // namespace presave::server::jose
