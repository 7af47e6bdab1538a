// The first row of a file names its columns: what can be wrong with the names alone, before anything knows
// fields.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace presave::csv {

/// A column that has no name, or the name of an earlier one.
struct HeaderProblem {
  std::size_t column;   ///< from 1
  std::size_t earlier;  ///< the column that has the same name, from 1; 0 where this one has no name

  /// "column 3 has the name of column 1; rename or remove one of them".
  std::string text() const;
};

/// All such columns, from left to right. Names are the same whatever the case of their ASCII letters.
std::vector<HeaderProblem> header_problems(const std::vector<std::string_view>& names);

}  // namespace presave::csv
