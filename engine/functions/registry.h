// All rows of all groups, found by name.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/functions/function.h"

namespace presave::functions {

/// The row of a function (any case) or operator ("+", "&&"); null when there is none.
const Row* find(std::string_view name);
/// Every row, group by group, in name order within a group.
std::vector<const Row*> all_rows();

/// Rows that belong together.
struct Group {
  std::string_view title;  ///< for people: "Dates and times"
  std::span<const Row> (*rows)();
};

/// Every group, in the order of the reference (docs/functions.md).
std::span<const Group> groups();

// The rows of each group, which is a file of its own.
std::span<const Row> logic_rows();
std::span<const Row> math_rows();
std::span<const Row> text_rows();
std::span<const Row> date_rows();
std::span<const Row> record_rows();
std::span<const Row> place_rows();
std::span<const Row> link_rows();
std::span<const Row> operator_rows();

}  // namespace presave::functions
