// One formula of an org, ready to be explained: its tree, what the checker found, and a traced program.
#pragma once

#include <optional>

#include "engine/check/checker.h"
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

/// The formula of a rule; none when it does not compile.
std::optional<Formula> formula_of(const schema::Org& org, const rules::RuleSet& rules, const rules::Rule& rule);

/// The formula of the formula field in a slot; none when the slot is no such field or is not computed here.
std::optional<Formula> formula_of(const schema::Org& org, const rules::RuleSet& rules, std::uint32_t slot);

}  // namespace presave::explain
