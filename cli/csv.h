// Reading CSV (RFC 4180) as a stream: one row in memory, whatever the size of the file. Quotes, line ends of
// both kinds, line breaks in quotes and a byte order mark are read; anything else out of order is refused
// with its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace presave::cli {

inline constexpr std::size_t kCsvColumns = 2000;       ///< cells of one row
inline constexpr std::size_t kCsvRowBytes = 1u << 20;  ///< one row, in bytes

struct CsvRow {
  std::size_t line = 0;  ///< of the row's first character, from 1
  std::vector<std::string> cells;
};

/// Gives the rows of a stream one by one.
class CsvReader {
 public:
  /// `name` is what faults call the stream.
  CsvReader(std::istream& in, std::string name) : in_(in), name_(std::move(name)) {}

  /// Reads the next row into `row`; false at the end. Empty lines are no rows.
  Result<bool> next(CsvRow& row);

  /// Bytes of the stream that have been taken.
  std::uint64_t bytes() const { return before_buffer_ + at_; }

  /// A complaint about a row that was read: "data.csv:7".
  std::string place(std::size_t line) const { return name_ + ":" + std::to_string(line); }

 private:
  static constexpr int kEnd = -1;

  int peek();
  int take();
  Done take_carriage_return();
  void skip_empty_lines();
  Done read_row(CsvRow& row);
  Done read_cell(std::string& cell);
  Done read_plain(std::string& cell);
  Done read_quoted(std::string& cell);
  Done check_size();
  Fault malformed(std::size_t line, std::size_t column, std::string detail) const;

  std::istream& in_;
  std::string name_;
  std::vector<char> buffer_;
  std::size_t at_ = 0;
  std::uint64_t before_buffer_ = 0;  ///< bytes of earlier buffers
  bool started_ = false;
  std::size_t line_ = 1;
  std::size_t column_ = 1;  ///< in characters
  std::size_t row_bytes_ = 0;
};

}  // namespace presave::cli
