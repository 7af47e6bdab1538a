// One formula of an org, ready to be explained: its tree, what the checker found, and a traced program.
#pragma once

#include <optional>

#include "engine/check/checker.h"
#include "engine/program/compiler.h"
#include "engine/program/program.h"
#include "engine/rules/rule_set.h"
#include "engine/syntax/tree.h"

namespace presave::explain {

/// The rule set that it belongs to keeps neither trees nor traced programs: deciding does not need them.
struct Formula {
  syntax::Tree tree;
  check::Facts facts;
  program::Program traced;
};

/// Reads the formulas of one rule set again.
class FormulaReader {
 public:
  FormulaReader(const schema::Org& org, const rules::RuleSet& rules)
      : org_(org), rules_(rules), layout_(rules.layout()) {}

  /// The formula of a rule; none when it does not compile.
  std::optional<Formula> read(const rules::Rule& rule);
  /// The formula of the formula field in a slot; none when the slot is no such field or is not computed here.
  std::optional<Formula> read(std::uint32_t slot);

 private:
  std::optional<Formula> read(std::string_view source, const run::Slot& at, check::Place place, program::Blanks blanks);

  const schema::Org& org_;
  const rules::RuleSet& rules_;
  // It has a slot for every path of a formula that was compiled before, so it gains none and the slots of the traced
  // programs are those of the rule set.
  run::Layout layout_;
};

}  // namespace presave::explain
