#include "engine/explain/formula.h"

#include <string>

#include "engine/program/compiler.h"
#include "engine/rules/scope.h"
#include "engine/syntax/parser.h"

namespace presave::explain {

std::optional<Formula> FormulaReader::read(std::string_view source, const run::Slot& at, check::Place place,
                                           program::Blanks blanks) {
  syntax::Diagnostics diagnostics;
  std::optional<syntax::Tree> tree = syntax::parse(source, diagnostics);
  if (!tree) return std::nullopt;
  rules::OrgScope scope(org_, *at.owner, std::string(at.prefix()), at.lookup, layout_);
  check::Facts facts = check::check(*tree, scope, place, check::Expected{}, diagnostics);
  if (!diagnostics.empty()) return std::nullopt;
  program::Program traced =
      program::compile(*tree, facts, blanks, functions::View::kRule, program::Tracing::kOn);
  return Formula{std::move(*tree), std::move(facts), std::move(traced)};
}

std::optional<Formula> FormulaReader::read(const rules::Rule& rule) {
  if (!rule.program) return std::nullopt;
  run::Slot of_record;
  of_record.owner = &rules_.object();
  return read(rule.source->formula, of_record, check::Place::kValidationRule, program::Blanks::kStay);
}

std::optional<Formula> FormulaReader::read(std::uint32_t slot) {
  const run::Slot& place = rules_.layout()[slot];
  if (!place.program) return std::nullopt;
  const program::Blanks blanks = place.field->blanks_as == schema::BlanksAs::kZero ? program::Blanks::kAreZero
                                                                                : program::Blanks::kStay;
  return read(place.field->formula, place, check::Place::kFormulaField, blanks);
}

}  // namespace presave::explain
