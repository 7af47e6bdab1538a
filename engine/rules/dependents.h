// What has to be decided again when one field of a record changes.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/rules/rule_set.h"

namespace presave::rules {

/// Everything that reads one field of the record, directly or through formula fields.
struct Dependents {
  std::vector<std::uint32_t> rules;        ///< by their place in RuleSet::rules()
  std::vector<std::uint32_t> computed;     ///< slots of formula fields
  std::vector<std::uint32_t> constraints;  ///< slots whose constraints read it: its own, and picklists that it controls
  /// It decides what other places of the record mean: a lookup with a parent behind it, the record type.
  bool moves_others = false;
};

/// The dependents of every slot of the layout; empty for slots that are no fields of the record.
std::vector<Dependents> dependents_of(const RuleSet& rules);

}  // namespace presave::rules
