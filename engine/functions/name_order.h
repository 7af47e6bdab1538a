// Keeps the rows of a group in name order, so that a row is found, and a name used twice is seen.
#pragma once

#include <cstddef>
#include <span>

#include "engine/functions/function.h"

namespace presave::functions {

/// True when each row's name stands after the one before; for a static_assert beside the rows.
constexpr bool in_name_order(std::span<const Row> rows) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (!(rows[i - 1].name < rows[i].name)) return false;
  }
  return true;
}

}  // namespace presave::functions
