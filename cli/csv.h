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

#include "engine/csv/reader.h"

namespace presave::cli {

/// What a person calls the separators; the first is the usual one.
inline constexpr std::array<std::pair<std::string_view, char>, 4> kSeparatorNames = {
    {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"bar", '|'}}};

/// A dialect from the words of a command line; what is no word of theirs is refused with those that are.
Result<csv::Dialect> dialect_of(std::string_view separator, std::string_view encoding, bool lenient);

/// A row that outlives the next one.
struct CsvRow {
  std::uint64_t line = 0;  ///< of the row's first character, from 1
  std::vector<std::string> cells;
  std::vector<csv::Repair> repairs;
};

/// Gives the rows of a stream one by one.
class CsvReader {
 public:
  /// `name` is what faults call the stream.
  CsvReader(std::istream& in, std::string name, csv::Dialect dialect = {});

  /// Reads the next row into `row`; false at the end.
  Result<bool> next(CsvRow& row);

  /// Bytes of the stream that have been taken.
  std::uint64_t bytes() const { return bytes_; }

  const std::string& name() const { return name_; }

  /// A complaint about a row that was read: "data.csv:7".
  std::string place(std::uint64_t line) const { return name_ + ":" + std::to_string(line); }

 private:
  Done feed();

  std::istream& in_;
  const std::string name_;
  csv::Reader reader_;
  std::vector<char> piece_;
  std::uint64_t bytes_ = 0;
};

}  // namespace presave::cli
