// Two versions of a rule's condition: which one refuses more records?
#pragma once

#include <string>
#include <string_view>

#include "engine/diff/change.h"

namespace presave::diff {

struct ConditionChange {
  Effect effect = Effect::kEither;
  std::string what;  ///< "now also refuses X"; empty where the conditions differ in spelling alone
};

/// Compares by structure: parts of AND and OR that came or went, and bounds of comparisons that moved. A
/// formula that does not parse, or that differs otherwise, gives kEither. Faults and what is not loaded are
/// left aside.
ConditionChange compare_conditions(std::string_view before, std::string_view after);

}  // namespace presave::diff
