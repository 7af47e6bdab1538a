// A formula laid out for reading: short ones on one line, long ones on several, and at which column of a line each
// part is named, so that its value can stand under it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/syntax/tree.h"

namespace presave::explain {

inline constexpr std::size_t kSheetWidth = 64;  ///< characters of one line, where the formula can be broken

/// A part that is named in a line, in characters from the line's start.
struct Place {
  syntax::NodeIndex node = 0;
  std::size_t column = 0;
};

/// One line.
struct Line {
  /// The largest part that begins in it; none where it is a literal, a case beside its result, or a parenthesis that
  /// closes.
  std::optional<syntax::NodeIndex> node;
  std::string text;           ///< with its indentation
  std::vector<Place> places;  ///< of the smaller parts, literals left out
};

std::vector<Line> sheet_of(const syntax::Tree& tree);

}  // namespace presave::explain
