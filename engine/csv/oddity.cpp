#include "engine/csv/oddity.h"

#include <array>

namespace presave::csv {
namespace {

struct Row {
  Oddity oddity;
  Treatment letter;
  Treatment strict;
  Treatment lenient;
  std::string_view complaint;
  std::string_view remedy;
};

constexpr Treatment kNo = Treatment::kRefuse;
constexpr Treatment kMend = Treatment::kRepair;
constexpr Treatment kYes = Treatment::kAccept;

constexpr std::array<Row, kOddities> kRows = {{
    {Oddity::kQuoteInCell, kNo, kNo, kMend,
     "a quote inside a cell; put the whole cell in quotes and double this one",
     "a quote inside a cell was kept as text"},
    {Oddity::kTextAfterQuote, kNo, kNo, kMend,
     "a closing quote must be followed by a separator or the end of the line; double a quote that is text",
     "text after a closing quote was kept"},
    {Oddity::kOpenQuote, kNo, kNo, kMend, "this quote is never closed; close it, or double it if it is text",
     "a quote that is never closed was closed at the end of the file"},
    {Oddity::kBareReturn, kNo, kNo, kMend, "a carriage return without a line feed; put the cell in quotes",
     "a carriage return without a line feed was taken for the end of a line"},
    {Oddity::kBareLineFeed, kNo, kYes, kYes, "a line feed without a carriage return; end lines with both",
     "a line feed without a carriage return was taken for the end of a line"},
    {Oddity::kNul, kNo, kNo, kMend, "a NUL byte, which no text holds; is the file UTF-16 or not text at all?",
     "a NUL byte was left out"},
    {Oddity::kFewCells, kNo, kNo, kMend, "fewer cells than the first row has; is a separator missing?",
     "a row with fewer cells than the first was filled up with empty ones"},
    {Oddity::kManyCells, kNo, kNo, kMend,
     "more cells than the first row has; put a cell that holds a separator in quotes",
     "the cells of a row beyond those of the first were left out"},
}};

const Row& row_of(Oddity oddity) {
  return kRows[static_cast<std::size_t>(oddity)];
}

constexpr bool in_order() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (kRows[i].oddity != static_cast<Oddity>(i)) return false;
  }
  return true;
}
static_assert(in_order(), "the table stands in the order of the list");

}  // namespace

Treatment treatment(Oddity oddity, Rigor rigor) {
  const Row& row = row_of(oddity);
  if (rigor == Rigor::kLetter) return row.letter;
  return rigor == Rigor::kStrict ? row.strict : row.lenient;
}

std::string_view complaint(Oddity oddity) {
  return row_of(oddity).complaint;
}

std::string_view remedy(Oddity oddity) {
  return row_of(oddity).remedy;
}

}  // namespace presave::csv
