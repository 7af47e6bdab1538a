// The spellings that reader and writer of the bundle document share.
#pragma once

namespace presave::bundle {

inline constexpr const char* kVersionMember = "presaveBundle";
inline constexpr int kVersion = 1;
inline constexpr const char* kBlanksAsZero = "zero";
inline constexpr const char* kBlanksAsBlank = "blank";

}  // namespace presave::bundle
