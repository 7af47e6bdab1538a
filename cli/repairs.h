// What a lenient reading repaired, told to a person: the first few with their places, then how many of each
// kind.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/csv/reader.h"

namespace presave::cli {

class Repairs {
 public:
  /// Of one row; answers the lines to be shown now: "data.csv:2:4: repaired: a quote inside a cell was kept
  /// as text".
  std::string add(const std::string& file, const std::vector<csv::Repair>& repairs);

  /// How many there were of each kind, a line each; empty where there were none.
  std::string summary() const;

 private:
  std::array<std::uint64_t, csv::kOddities> counts_{};
  std::uint64_t shown_ = 0;
};

}  // namespace presave::cli
