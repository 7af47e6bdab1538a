// A place in a formula, shown to people: the line it stands on, with a mark below.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/terminal.h"

namespace presave::cli {

/// Where a part of a formula stands in its text.
struct Spot {
  std::size_t lines_before = 0;
  std::string_view line;
  std::size_t begin = 0;  ///< in the line, in bytes
  std::size_t end = 0;
};

/// `begin` and `end` are bytes of the formula; what reaches beyond its line or its end is cut there.
Spot find_spot(std::string_view formula, std::size_t begin, std::size_t end);

/// "    EndDat__c > 1" and "    ^~~~~~~~~". Long lines are shown around the mark.
std::string mark(const Spot& spot, const Painter& painter, Colour colour = Colour::kRed);

}  // namespace presave::cli
