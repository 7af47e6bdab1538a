// Base64, strictly: one text has one meaning, so that a signature cannot be written in several ways.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace presave::server::crypto {

/// Decodes the standard (+/) or the URL-safe (-_) alphabet, with padding or without it. Gives nothing for a
/// mixture of the alphabets, any other character, wrong padding, or bits after the last byte that are not 0.
std::optional<std::string> decode_base64(std::string_view text);

/// The URL-safe alphabet without padding: for tokens of our own.
std::string encode_base64_url(std::string_view bytes);

}  // namespace presave::server::crypto
