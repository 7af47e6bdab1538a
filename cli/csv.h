// A stream of CSV as the engine's reader takes it: what belongs to files is here, what belongs to CSV is
// there.
#pragma once

#include <array>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/row_reader.h"
#include "engine/csv/reader.h"

namespace presave::cli {

/// What a person calls the separators; the first is the usual one.
inline constexpr std::array<std::pair<std::string_view, char>, 4> kSeparatorNames = {
    {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"bar", '|'}}};

/// A dialect from the words of a command line; what is no word of theirs is refused with those that are.
Result<csv::Dialect> dialect_of(std::string_view separator, std::string_view encoding, bool lenient);

/// Gives the rows of a stream of CSV.
class CsvReader final : public RowReader {
 public:
  /// `name` is what faults call the stream.
  CsvReader(std::istream& in, std::string name, csv::Dialect dialect = {});

  Result<bool> next(Row& row) override;
  std::uint64_t bytes() const override { return bytes_; }

 private:
  Done feed();

  std::istream& in_;
  csv::Reader reader_;
  std::vector<char> piece_;
  std::uint64_t bytes_ = 0;
};

}  // namespace presave::cli
