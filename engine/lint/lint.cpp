// Goes through an org: parses and checks what compiles, hands it to the looks, and reports what does not
// compile.
#include "engine/lint/lint.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "engine/lint/looks.h"
#include "engine/rules/rule_set.h"
#include "engine/rules/scope.h"
#include "engine/syntax/parser.h"

namespace presave::lint {
namespace {

class Walk {
 public:
  explicit Walk(const schema::Org& org) : org_(org) {}

  std::vector<Finding> run() {
    for (const auto& [name, object] : org_.objects) look_at_object(name, object);
    return std::move(findings_);
  }

 private:
  void look_at_object(const std::string& name, const schema::Object& object) {
    Report report;
    report_mistakes(name, report);
    std::vector<Formula> formulas;
    for (const schema::ValidationRule& rule : object.rules) {
      if (!rule.active) continue;
      if (auto formula =
              checked(name, object, rule.name, rule.formula, rule.source, check::Place::kValidationRule)) {
        formula->rule = &rule;
        formulas.push_back(*std::move(formula));
      }
    }
    look_at_pairs(formulas, report);
    for (const auto& [field_name, field] : object.fields) add_field(name, object, field_name, field, formulas);
    for (const Formula& formula : formulas) look_at(formula, report);
    look_at_limits(name, object, formulas, report);
    add_sorted(report.take());
  }

  void add_field(const std::string& object_name, const schema::Object& object, const std::string& name,
                 const schema::Field& field, std::vector<Formula>& formulas) const {
    const std::string& text = field.is_formula() ? field.formula : field.default_value;
    if (text.empty()) return;
    auto formula = checked(object_name, object, name, text, field.source, check::Place::kFormulaField);
    if (!formula) return;
    formula->field = &field;
    formulas.push_back(*std::move(formula));
  }

  static void look_at(const Formula& formula, Report& report) {
    look_at_conditions(formula, report);
    look_at_redundancy(formula, report);
    look_at_blanks(formula, report);
    look_at_values(formula, report);
    look_at_texts(formula, report);
    look_at_whole(formula, report);
  }

  // None where there is a mistake: compiling the rules of the object has found it already.
  std::optional<Formula> checked(const std::string& object_name, const schema::Object& object,
                                 const std::string& name, const std::string& text,
                                 const schema::Source& source, check::Place place) const {
    syntax::Diagnostics diagnostics;
    std::optional<syntax::Tree> tree = syntax::parse(text, diagnostics);
    if (!tree) return std::nullopt;
    run::Layout layout;
    rules::OrgScope scope(org_, object, {}, std::nullopt, layout);
    check::Facts facts = check::check(*tree, scope, place, {}, diagnostics);
    if (!diagnostics.empty()) return std::nullopt;
    return Formula{object_name,     name, nullptr, nullptr, text, source, std::move(layout), *std::move(tree),
                   std::move(facts)};
  }

  void report_mistakes(const std::string& object, Report& report) const {
    const rules::RuleSet set = rules::RuleSet::compile(org_, object);
    for (const rules::Rule& rule : set.rules()) {
      add_mistakes(object, rule.source->name, rule.source->formula, rule.source->source, rule.diagnostics,
                   report);
    }
    for (const rules::BrokenFormula& broken : set.broken()) {
      const schema::Field& field = *broken.source;
      add_mistakes(object, broken.field, field.is_formula() ? field.formula : field.default_value,
                   field.source, broken.diagnostics, report);
    }
  }

  static void add_mistakes(const std::string& object, const std::string& name, const std::string& formula,
                           const schema::Source& source, const syntax::Diagnostics& diagnostics,
                           Report& report) {
    for (const syntax::Diagnostic& mistake : diagnostics) {
      const bool unsupported = mistake.code == syntax::DiagnosticCode::kUnsupported;
      report.add({&rule_named(unsupported ? "not-supported" : "does-not-compile"), object, name,
                  mistake.message, mistake.hint, formula, mistake.span.begin, mistake.span.end, source});
    }
  }

  void add_sorted(std::vector<Finding> found) {
    std::stable_sort(found.begin(), found.end(), [](const Finding& a, const Finding& b) {
      return std::tie(a.name, a.begin, a.end) < std::tie(b.name, b.begin, b.end);
    });
    std::move(found.begin(), found.end(), std::back_inserter(findings_));
  }

  const schema::Org& org_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> look_through(const schema::Org& org) {
  return Walk(org).run();
}

}  // namespace presave::lint
