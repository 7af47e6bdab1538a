// Facts about a piece of a pattern that need no text: how long its matches are, and whether java.util.regex
// would call its greatest length obvious, which decides what may stand in a lookbehind.
#pragma once

#include <cstdint>

#include "engine/regex/tree.h"

namespace presave::regex {

/// Lengths are in characters.
struct Shape {
  std::uint32_t min = 0;
  std::uint32_t max = 0;      ///< kUnlimited where there is no bound
  bool obvious = true;        ///< java.util.regex accepts it in a lookbehind
  bool deterministic = true;  ///< no choices inside: java.util.regex repeats it without backtracking into it
  bool line_break = false;    ///< contains \R
  std::int32_t counted = 0;   ///< max as java.util.regex adds it up, in 32 bits that overflow
};

Shape study(const Tree& tree, NodeIndex node);

}  // namespace presave::regex
