// What a decision says: all failures at once, what could not be decided here, and what faulted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/schema/org.h"
#include "engine/value/eval_fault.h"

namespace presave::rules {

enum class Kind : std::uint8_t { kValidationRule, kConstraint };
enum class Verdict : std::uint8_t { kPass, kFail, kUndetermined };

/// Salesforce would refuse the record for this.
struct Failure {
  Kind kind = Kind::kValidationRule;
  std::string rule;         ///< of the rule, or of the constraint: docs/documents.md lists them
  std::string_view code;    ///< Salesforce's status code
  std::string field;        ///< empty: the record as a whole
  std::string message;
  schema::Source source = {};  ///< of the rule

  friend bool operator==(const Failure&, const Failure&) = default;
};

/// What to ask the org: is there another record whose field holds this value?
struct LookUp {
  std::string field;
  std::string value;
  bool case_sensitive = false;

  friend bool operator==(const LookUp&, const LookUp&) = default;
};

/// A rule that cannot be decided from what is here.
struct Undetermined {
  std::string rule;
  std::vector<std::string> missing;  ///< paths that are not loaded
  std::string why;
  Kind kind = Kind::kValidationRule;
  std::string field = {};            ///< of a constraint
  std::optional<LookUp> look_up = {};

  friend bool operator==(const Undetermined&, const Undetermined&) = default;
};

/// Salesforce would save the record, but its own pages would not offer this.
struct Warning {
  std::string rule;  ///< the constraint
  std::string field;
  std::string message;

  friend bool operator==(const Warning&, const Warning&) = default;
};

/// A rule whose formula fails over this record; Salesforce does not save it.
struct Faulted {
  std::string rule;
  EvalFault fault;

  friend bool operator==(const Faulted&, const Faulted&) = default;
};

struct Outcome {
  std::vector<Failure> failures;
  std::vector<Undetermined> undetermined;
  std::vector<Faulted> faulted;
  std::vector<Warning> warnings;  ///< never part of the verdict

  Verdict verdict() const {
    if (!failures.empty() || !faulted.empty()) return Verdict::kFail;
    return undetermined.empty() ? Verdict::kPass : Verdict::kUndetermined;
  }
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

}  // namespace presave::rules
