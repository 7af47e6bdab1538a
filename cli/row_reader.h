// The rows of a stream, one by one, whatever form the stream has.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/csv/reader.h"

namespace presave::cli {

/// A row that outlives the next one. May be moved, but not copied: it owns the bytes of its cells.
struct Row {
  std::uint64_t line = 0;  ///< of the row's first character, from 1
  std::vector<std::string_view> cells;
  std::vector<csv::Repair> repairs{};

  /// Takes copies of the cells, in one piece of memory.
  void keep(const std::vector<std::string_view>& read);

 private:
  std::unique_ptr<char[]> bytes_{};
};

class RowReader {
 public:
  /// `name` is what faults call the stream.
  explicit RowReader(std::string name) : name_(std::move(name)) {}
  virtual ~RowReader() = default;

  /// Reads the next row into `row`; false at the end.
  virtual Result<bool> next(Row& row) = 0;
  /// Bytes of the stream that have been taken.
  virtual std::uint64_t bytes() const = 0;

  const std::string& name() const { return name_; }
  /// A complaint about a row that was read: "data.csv:7".
  std::string place(std::uint64_t line) const { return name_ + ":" + std::to_string(line); }

 private:
  const std::string name_;
};

}  // namespace presave::cli
