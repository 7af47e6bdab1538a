// A stream of JSON Lines: one JSON object a line.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <vector>

#include "cli/row_reader.h"

namespace presave::cli {

/// Gives each line as a row of one cell, its text; lines of blanks are no rows. What stands in a line is for the engine to
/// read. A line of more than 2 MiB ends the reading with a fault.
class JsonLinesReader final : public RowReader {
 public:
  JsonLinesReader(std::istream& in, std::string name);

  Result<bool> next(Row& row) override;
  std::uint64_t bytes() const override { return bytes_; }

 private:
  std::istream& in_;
  std::vector<char> room_;
  std::uint64_t line_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace presave::cli
