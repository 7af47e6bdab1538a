// What a test sees of a reading: everything that a reader says, as data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/reader.h"

namespace presave::csv {

struct ReadRow {
  std::uint64_t line;
  std::uint64_t offset;
  std::vector<std::string> cells;
  bool operator==(const ReadRow&) const = default;
};

struct Reading {
  std::vector<ReadRow> rows;
  std::vector<std::string> repairs;  ///< "2:4 x1 a quote inside a cell was kept as text"
  std::optional<std::string> fault;  ///< "2:3: this quote is never closed"
  std::optional<FaultCode> code;     ///< of the fault
  bool operator==(const Reading&) const = default;
};

/// Reads a file that comes in pieces of `piece` bytes, to its end or its fault.
Reading read_in_pieces(std::string_view file, std::size_t piece, const Dialect& dialect);

}  // namespace presave::csv
