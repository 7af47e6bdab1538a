// What reader and writer of the bundle document share: spellings, and the proof that nothing was altered.
#pragma once

#include <string>

#include "engine/bundle/json_reader.h"

namespace presave::bundle {

inline constexpr const char* kVersionMember = "presaveBundle";
inline constexpr const char* kDigestMember = "sha256";
inline constexpr int kVersion = 1;
inline constexpr const char* kBlanksAsZero = "zero";
inline constexpr const char* kBlanksAsBlank = "blank";

/// SHA-256, in hexadecimal, of the bundle without its digest member, written as JSON.stringify writes it: no
/// spaces, members in their order. So indentation does not count, and every other tool can check it.
std::string digest_of(const json::Node& bundle);

}  // namespace presave::bundle
