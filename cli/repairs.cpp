#include "cli/repairs.h"

namespace presave::cli {
namespace {

constexpr std::uint64_t kShown =
    20;  ///< places that are named; a file of another dialect has one in each row

}  // namespace

std::string Repairs::add(const std::string& file, const std::vector<csv::Repair>& repairs) {
  std::string lines;
  for (const csv::Repair& repair : repairs) {
    counts_[static_cast<std::size_t>(repair.oddity)] += repair.count;
    if (++shown_ > kShown) continue;
    lines += file + ":" + repair.place.text() + ": repaired: " + std::string(csv::remedy(repair.oddity));
    if (repair.count > 1) lines += " (" + std::to_string(repair.count) + " in this row)";
    lines += '\n';
  }
  return lines;
}

std::string Repairs::summary() const {
  std::string lines;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] == 0) continue;
    lines += "repaired, " + std::to_string(counts_[i]) + (counts_[i] == 1 ? " time: " : " times: ") +
             std::string(csv::remedy(static_cast<csv::Oddity>(i))) + "\n";
  }
  return lines;
}

}  // namespace presave::cli
