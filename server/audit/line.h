// How one line of the journal is read back: what writing and verifying have in common.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace presave::server::audit {

inline constexpr std::size_t kMostTextBytes = 512;    ///< of one text in a line
inline constexpr std::size_t kMostRuleBytes = 8192;   ///< of all names of rules in a line
inline constexpr std::size_t kMostLineBytes = 128u << 10;
/// What the very first line holds as the digest of the line before.
inline constexpr std::string_view kNothingBefore = "0000000000000000000000000000000000000000000000000000000000000000";
inline constexpr const char* kRepaired = "repaired";

/// What the chain needs of a line.
struct ReadLine {
  std::uint64_t number = 0;
  std::string previous;
  bool repaired = false;
};

Result<ReadLine> read_line(std::string_view line);

}  // namespace presave::server::audit
