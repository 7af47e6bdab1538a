// A record that somebody is editing: after each change only what reads the field is decided again.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/rules/decide.h"
#include "engine/rules/dependents.h"

namespace presave::rules {

/// What was said of one rule, or of the constraints of one field, before and after a change.
struct Revision {
  Outcome before;
  const Outcome* now = nullptr;
};

/// Holds a completed record and what was decided of it, rule by rule and field by field. The rule set must outlive it.
class Session {
 public:
  /// `dependents` are those of the record's rule set.
  Session(std::unique_ptr<Record> record, const std::vector<Dependents>& dependents);

  Record& record() { return *record_; }
  Verdict verdict() const;
  /// Everything that was decided, as decide() gives it.
  Outcome outcome() const;

  /// Sets a field of the record on which no other place hangs (Dependents::moves_others); none: the field cannot hold
  /// what was given, which is `shown`. Texts must outlive the session or the next value of the field.
  std::vector<Revision> set(std::uint32_t slot, const std::optional<Value>& value, std::string shown);

  /// What differs from a session over the same rules.
  std::vector<Revision> changes_since(const Session& older) const;

 private:
  void settle(Outcome& held, Outcome fresh, std::vector<Revision>& revisions);
  void count(const Outcome& outcome, int by);

  std::unique_ptr<Record> record_;
  const std::vector<Dependents>& dependents_;
  std::vector<Outcome> fields_;  // by slot
  std::vector<Outcome> rules_;   // by rule
  int refusals_ = 0;             // failures and faults
  int open_ = 0;                 // what is undetermined
};

}  // namespace presave::rules
