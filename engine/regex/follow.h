// Which characters can come next at a place in the pattern. A run of characters that cannot be continued by
// any that it would give back need not give any back: "\d+-" never backtracks into the digits.
#pragma once

#include <cstddef>

#include "engine/regex/program.h"
#include "engine/regex/tree.h"

namespace presave::regex {

/// What comes after a node: the rest of a sequence or another iteration of a loop, then whatever is outside.
struct Rest {
  const Node* sequence = nullptr;
  std::size_t next = 0;        ///< child of `sequence`
  const Node* loop = nullptr;  ///< a repetition whose body may come again
  const Rest* outer = nullptr;
  bool unknown = false;  ///< anything may happen behind this
};

/// Whether no character of `set` can come next. Gives up (false) when that would take long to find out.
bool cannot_follow(const Tree& tree, const Program& program, const FastSet& set, const Rest& rest);

}  // namespace presave::regex
