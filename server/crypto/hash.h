// Digests, message authentication codes and random numbers, as values. OpenSSL computes them; that it fails
// (no provider, no memory) leaves nothing to go on with and is a Fault.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "server/crypto/secret.h"

namespace presave::server::crypto {

/// SHA-256 as 32 bytes.
Result<std::string> sha256(std::string_view bytes);
/// SHA-256 as 64 lower-case hexadecimal digits.
Result<std::string> sha256_hex(std::string_view bytes);
/// HMAC-SHA256 as 32 bytes. Where one key signs many messages, keep a context instead (server/canvas).
Result<std::string> hmac_sha256(const Secret& key, std::string_view message);
/// Compares without telling by its time where the first difference is.
bool same_bytes(std::string_view a, std::string_view b);

/// Random bytes.
Result<std::string> random_bytes(std::size_t count);
/// A new unguessable name: 256 random bits in the URL-safe alphabet (43 characters).
Result<std::string> random_token();

/// The challenge that stands for a PKCE verifier (RFC 7636, S256).
Result<std::string> pkce_challenge(std::string_view verifier);

}  // namespace presave::server::crypto
