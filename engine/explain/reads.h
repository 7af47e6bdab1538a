// What formulas read in the end: through formula fields down to the fields that a caller can give.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/rules/rule_set.h"

namespace presave::explain {

/// Slots of given values, each once and in the order in which they were met.
struct Reads {
  std::vector<std::uint32_t> present;
  std::vector<std::uint32_t> prior;  ///< read as they were before the save
};

/// Gathers what programs of one rule set read.
class ReadsCollector {
 public:
  explicit ReadsCollector(const rules::RuleSet& rules);

  /// Adds everything that the program reads. `prior`: of the record before the save.
  void add(const program::Program& program, bool prior = false);
  /// Adds one slot, or what its formula reads.
  void add_slot(std::uint32_t slot, bool prior);

  const Reads& reads() const { return reads_; }

 private:
  const rules::RuleSet& rules_;
  Reads reads_;
  std::vector<bool> seen_present_;
  std::vector<bool> seen_prior_;
};

}  // namespace presave::explain
