// Where the rows of a command come from: a file or standard input; CSV with its header, JSON Lines, or JSON.
#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/csv.h"
#include "cli/repairs.h"
#include "cli/row_reader.h"

namespace presave::cli {

/// What a command line says of its data.
struct SourceOptions {
  std::string data;                 ///< a file, or "-" for standard input
  std::string separator = "comma";  ///< one of the names of kSeparatorNames
  std::string encoding = "UTF-8";   ///< of a file without a byte order mark: a name that the engine knows
  bool lenient = false;             ///< what is out of order in the file is repaired, and said
};

class RowSource {
 public:
  /// Opens CSV and reads its first row, which must name each column, and each once.
  static Result<std::unique_ptr<RowSource>> open_csv(const SourceOptions& options);
  /// The same, but that .jsonl and .ndjson are JSON Lines, and of .json the elements of the array at `rows`, a JSON pointer.
  static Result<std::unique_ptr<RowSource>> open(const SourceOptions& options, std::string_view rows);

  /// True where each row is one cell that holds a JSON object, and there is no header.
  bool is_json() const { return is_json_; }
  const Row& header() const { return header_; }
  /// Where the header stands: "data.csv:1".
  std::string header_place() const { return place(header_.line); }

  /// Reads the next row; false at the end. Repairs are said on standard error.
  Result<bool> next(Row& row);
  std::uint64_t bytes() const { return reader_->bytes(); }
  /// Of the stream, where it is known.
  std::optional<std::uint64_t> size() const { return size_; }
  const std::string& name() const { return reader_->name(); }
  /// Where a row stands: "data.csv:7".
  std::string place(std::uint64_t line) const { return reader_->place(line); }
  /// How many repairs there were, a line each.
  std::string repairs() const { return repairs_.summary(); }

 private:
  RowSource() = default;
  Done open_stream(const std::string& data);
  Done read_header();

  std::ifstream file_;
  std::istream* in_ = nullptr;
  std::optional<std::uint64_t> size_;
  std::unique_ptr<RowReader> reader_;
  Row header_;
  Repairs repairs_;
  bool is_json_ = false;
};

}  // namespace presave::cli
