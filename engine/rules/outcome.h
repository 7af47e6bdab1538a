// What a decision says: all failures at once, what could not be decided here, and what faulted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/value/eval_fault.h"

namespace presave::rules {

enum class Kind : std::uint8_t { kValidationRule, kConstraint };
enum class Verdict : std::uint8_t { kPass, kFail, kUndetermined };

/// Salesforce would refuse the record for this.
struct Failure {
  Kind kind = Kind::kValidationRule;
  std::string rule;         ///< of the rule, or "required", "restrictedPicklist", "length", "range", "format", "type"
  std::string_view code;    ///< Salesforce's status code
  std::string field;        ///< empty: the record as a whole
  std::string message;
};

/// A rule that cannot be decided from what is here.
struct Undetermined {
  std::string rule;
  std::vector<std::string> missing;  ///< paths that are not loaded
  std::string why;
};

/// A rule whose formula fails over this record; Salesforce does not save it.
struct Faulted {
  std::string rule;
  EvalFault fault;
};

struct Outcome {
  std::vector<Failure> failures;
  std::vector<Undetermined> undetermined;
  std::vector<Faulted> faulted;

  Verdict verdict() const {
    if (!failures.empty() || !faulted.empty()) return Verdict::kFail;
    return undetermined.empty() ? Verdict::kPass : Verdict::kUndetermined;
  }
};

}  // namespace presave::rules
