// Trying values on one rule: a record as it was given, with some fields changed, run again and again.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/explain/formula.h"
#include "engine/explain/reads.h"
#include "engine/rules/record.h"
#include "engine/run/trace.h"

namespace presave::explain {

/// A field of the record, a parent or a global that gets another value; or another answer of the host.
struct Change {
  std::uint32_t slot = 0;     ///< of an answer as rules::Question says it
  bool prior = false;         ///< the value before the save
  Value value;                ///< text in it outlives the trial
  std::string_view key = {};  ///< of an answer: the name or the code that is asked for; outlives the trial, too

  bool is_answer() const { return !key.empty(); }
};
using Changes = std::vector<Change>;

/// A record as it was given: how to fill a fresh one, short of completing it.
struct Given {
  rules::Operation operation = rules::Operation::kInsert;
  std::function<void(rules::Record&)> fill;
  std::uint64_t steps = 0;  ///< what filling one costs, in steps of a Meter
};

/// Some id that a lookup holds where only its parent matters.
inline constexpr std::string_view kSomeId = "000000000000001";

/// A completed record with the changes. Where a parent's field changes and the lookups to it are blank, they lead to
/// kSomeId. What it costs to make and to run goes to the meter's account; null: nobody counts.
std::unique_ptr<rules::Record> record_with(const rules::RuleSet& rules, const Given& given, const Changes& changes,
                                           Meter* meter = nullptr);

/// A formula with what one run of it showed.
struct Traced {
  const Formula* formula = nullptr;
  run::Trace trace;
};

/// A rule with the formula fields that it reads.
class RuleTrial {
 public:
  /// The rule must compile.
  RuleTrial(const schema::Org& org, const rules::RuleSet& rules, const rules::Rule& rule);

  const Formula& formula() const { return formula_; }
  const rules::RuleSet& rules() const { return rules_; }
  const rules::Rule& rule() const { return rule_; }
  /// Formula fields that the rule reads, by slot; those of parents only where they are computed here.
  struct Opened {
    std::uint32_t slot;
    Formula formula;
  };
  const std::vector<Opened>& opened() const { return opened_; }
  /// What the rule reads in the end.
  const Reads& reads() const { return reads_.reads(); }

  run::Trace run(rules::Record& record) const;
  /// The rule first, then its formula fields.
  std::vector<Traced> run_all(rules::Record& record) const;

 private:
  RuleTrial(FormulaReader formulas, const rules::RuleSet& rules, const rules::Rule& rule);
  void open(FormulaReader& formulas, const program::Program& program);

  const rules::RuleSet& rules_;
  const rules::Rule& rule_;
  Formula formula_;
  ReadsCollector reads_;
  std::vector<Opened> opened_;
};

}  // namespace presave::explain
