// The shortest set of fields whose change would make a rule pass, where a small search finds it.
#pragma once

#include <vector>

#include "engine/explain/candidates.h"
#include "engine/explain/trial.h"

namespace presave::explain {

inline constexpr std::size_t kRepairFields = 2;       ///< fields changed together at most
inline constexpr std::size_t kMostRepairs = 5;        ///< different sets of fields that are named

/// One set of fields with values under which the rule passes. It was run.
struct Repair {
  Changes changes;
  std::size_t other_failures = 0;  ///< failures and faults of the whole record that are left
  bool at_error_field = false;     ///< it changes the field that the rule's message stands at
};

struct Repairs {
  std::vector<Repair> found;  ///< all of the same, smallest size; the error field first, then fewest other failures
  std::size_t runs = 0;
  bool gave_up = false;  ///< the bound was reached before everything small was tried
};

/// Tries the record's own fields that can be edited: each alone, then two together, up to limits::kSearchSteps.
/// `candidates` owns the texts of what is found.
Repairs find_repairs(const RuleTrial& trial, const Given& given, Candidates& candidates);

}  // namespace presave::explain
