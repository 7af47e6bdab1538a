#include "cli/formula_mark.h"

#include <algorithm>

#include "engine/value/utf16.h"

namespace presave::cli {
namespace {

constexpr std::size_t kShownWidth = 100;  // characters of a formula line around a mistake

}  // namespace

Spot find_spot(std::string_view formula, std::size_t begin, std::size_t end) {
  begin = std::min(begin, formula.size());
  const std::string_view before = formula.substr(0, begin);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  Spot spot;
  spot.lines_before = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  spot.line = formula.substr(line_start, formula.substr(line_start).find('\n'));
  spot.begin = begin - line_start;
  spot.end = std::clamp<std::size_t>(std::max(end, begin + 1) - line_start, spot.begin,
                                     std::max(spot.line.size(), spot.begin));
  return spot;
}

std::string mark(const Spot& spot, const Painter& painter, Colour colour) {
  const std::size_t column = utf16_length(spot.line.substr(0, spot.begin));
  const std::size_t width =
      std::max<std::size_t>(utf16_length(spot.line.substr(spot.begin, spot.end - spot.begin)), 1);
  const std::size_t first = column > kShownWidth * 2 / 3 ? column - kShownWidth / 3 : 0;
  const std::string shown = printable(utf16_substring(spot.line, first, kShownWidth));
  const std::size_t tail = std::min(width, kShownWidth - (column - first)) - 1;
  return "    " + shown + "\n    " + std::string(column - first, ' ') +
         painter.paint(colour, "^" + std::string(tail, '~')) + '\n';
}

}  // namespace presave::cli
