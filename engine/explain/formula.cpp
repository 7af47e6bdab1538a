#include "engine/explain/formula.h"

#include <string>

#include "engine/program/compiler.h"
#include "engine/rules/scope.h"
#include "engine/syntax/parser.h"

namespace presave::explain {
namespace {

// The layout has a slot for every path of a formula that was compiled before, so its copy gains none and the slots
// of the traced program are those of the rule set.
std::optional<Formula> checked(std::string_view source, const schema::Org& org, const run::Slot& at,
                               run::Layout layout, check::Place place, program::Blanks blanks) {
  syntax::Diagnostics diagnostics;
  std::optional<syntax::Tree> tree = syntax::parse(source, diagnostics);
  if (!tree) return std::nullopt;
  rules::OrgScope scope(org, *at.owner, std::string(at.prefix()), at.lookup, layout);
  check::Facts facts = check::check(*tree, scope, place, check::Expected{}, diagnostics);
  if (!diagnostics.empty()) return std::nullopt;
  program::Program traced =
      program::compile(*tree, facts, blanks, functions::View::kRule, program::Tracing::kOn);
  return Formula{std::move(*tree), std::move(facts), std::move(traced)};
}

}  // namespace

std::optional<Formula> formula_of(const schema::Org& org, const rules::RuleSet& rules, const rules::Rule& rule) {
  if (!rule.program) return std::nullopt;
  run::Slot of_record;
  of_record.owner = &rules.object();
  return checked(rule.source->formula, org, of_record, rules.layout(), check::Place::kValidationRule,
                 program::Blanks::kStay);
}

std::optional<Formula> formula_of(const schema::Org& org, const rules::RuleSet& rules, std::uint32_t slot) {
  const run::Slot& place = rules.layout()[slot];
  if (!place.program) return std::nullopt;
  const program::Blanks blanks = place.field->blanks_as == schema::BlanksAs::kZero ? program::Blanks::kAreZero
                                                                                : program::Blanks::kStay;
  return checked(place.field->formula, org, place, rules.layout(), check::Place::kFormulaField, blanks);
}

}  // namespace presave::explain
