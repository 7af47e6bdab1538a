#include "engine/rules/rule_set.h"

#include <algorithm>

#include "engine/base/join.h"
#include "engine/base/limits.h"
#include "engine/check/checker.h"
#include "engine/program/compiler.h"
#include "engine/rules/scope.h"
#include "engine/syntax/parser.h"

namespace presave::rules {
namespace {

using program::Program;
using run::Slot;

// A formula of return type Date takes a DateTime too. The default of a picklist is its value's API name, as text.
check::Expected expected_of(const schema::Field& field) {
  switch (run::formula_type(field.type)) {
    case Type::kNumber: return {set_of(Type::kNumber), "Number"};
    case Type::kBoolean: return {set_of(Type::kBoolean), "true or false"};
    case Type::kDate: return {set_of(Type::kDate, Type::kDateTime), "Date"};
    case Type::kDateTime: return {set_of(Type::kDateTime), "DateTime"};
    case Type::kTime: return {set_of(Type::kTime), "Time"};
    default: return {set_of(Type::kText), "Text"};
  }
}

// A formula that is ready to be compiled.
struct Checked {
  syntax::Tree tree;
  check::Facts facts;
};

}  // namespace

class RuleSetCompiler {
 public:
  RuleSetCompiler(const schema::Org& org, const std::string& object_name) : org_(org) {
    set_.object_name_ = object_name;
    set_.object_ = &org.objects.find(object_name)->second;
  }

  RuleSet run() {
    lay_out_own_fields();
    for (const schema::ValidationRule& rule : set_.object_->rules) {
      if (rule.active) compile_rule(rule);
    }
    compile_defaults();
    // Formula fields read further formula fields, which appear at the end of the layout.
    for (std::uint32_t slot = 0; slot < set_.layout_.size(); ++slot) compile_formula_field(slot);
    break_circles();
    count_formula_fields();
    return std::move(set_);
  }

 private:
  void lay_out_own_fields() {
    for (const auto& [name, field] : set_.object_->fields) {
      Slot slot;
      slot.path = name;
      slot.type = run::formula_type(field.type);
      slot.field = &field;
      slot.owner = set_.object_;
      slot.of_record = true;
      set_.layout_.slot(name, slot);
    }
  }

  std::optional<Checked> checked(std::string_view formula, const schema::Object& object, std::string_view prefix,
                                 check::Place place, const check::Expected& expected,
                                 syntax::Diagnostics& diagnostics) {
    std::optional<syntax::Tree> tree = syntax::parse(formula, diagnostics);
    if (!tree) return std::nullopt;
    OrgScope scope(org_, object, std::string(prefix), set_.layout_);
    check::Facts facts = check::check(*tree, scope, place, expected, diagnostics);
    if (!diagnostics.empty()) return std::nullopt;
    return Checked{std::move(*tree), std::move(facts)};
  }

  void compile_rule(const schema::ValidationRule& source) {
    Rule rule;
    rule.source = &source;
    const check::Expected expected{set_of(Type::kBoolean), "true or false"};
    const auto formula =
        checked(source.formula, *set_.object_, "", check::Place::kValidationRule, expected, rule.diagnostics);
    if (formula) rule.program = program::compile(formula->tree, formula->facts, program::Blanks::kStay);
    set_.rules_.push_back(std::move(rule));
  }

  std::uint32_t keep(Program program) {
    set_.programs_.push_back(std::move(program));
    return static_cast<std::uint32_t>(set_.programs_.size() - 1);
  }

  void compile_formula_field(std::uint32_t index) {
    const Slot slot = set_.layout_[index];  // a copy: the layout grows meanwhile
    if (!slot.field || !slot.field->is_formula() || slot.global) return;
    if (static_cast<std::size_t>(std::count(slot.path.begin(), slot.path.end(), '.')) > limits::kRelationshipDepth) return;
    syntax::Diagnostics diagnostics;
    const program::Blanks blanks = slot.field->blanks_as == schema::BlanksAs::kZero ? program::Blanks::kAreZero
                                                                                  : program::Blanks::kStay;
    const auto formula = checked(slot.field->formula, *slot.owner, slot.prefix(), check::Place::kFormulaField,
                                 expected_of(*slot.field), diagnostics);
    if (!formula) {
      if (slot.of_record) set_.broken_.push_back({slot.path, slot.field, std::move(diagnostics)});
      return;
    }
    set_.layout_[index].program = keep(program::compile(formula->tree, formula->facts, blanks));
    if (program::depends_on_view(formula->tree, formula->facts)) {
      set_.layout_[index].api_program =
          keep(program::compile(formula->tree, formula->facts, blanks, functions::View::kApi));
    }
  }

  void compile_defaults() {
    for (std::uint32_t index = 0; index < set_.layout_.size(); ++index) {
      const Slot slot = set_.layout_[index];
      if (!slot.of_record || slot.field->default_value.empty() || slot.field->is_formula()) continue;
      syntax::Diagnostics diagnostics;
      const auto formula = checked(slot.field->default_value, *set_.object_, "", check::Place::kFormulaField,
                                   expected_of(*slot.field), diagnostics);
      if (!formula) {
        set_.broken_.push_back({slot.path, slot.field, std::move(diagnostics)});
        continue;
      }
      set_.layout_[index].default_program =
          keep(program::compile(formula->tree, formula->facts, program::Blanks::kStay));
    }
  }

  // Formula fields that read themselves, or each other, or nest too deep, are not computed.
  void break_circles() {
    depth_.assign(set_.layout_.size(), kUnknown);
    for (std::uint32_t slot = 0; slot < set_.layout_.size(); ++slot) {
      if (depth_of(slot) <= limits::kFormulaFieldDepth) continue;
      const Slot& place = set_.layout_[slot];
      if (place.of_record) {
        set_.broken_.push_back({place.path, place.field, {{syntax::DiagnosticCode::kCircular, {},
            join({"Field ", place.path, " refers to itself, directly or through other formula fields, or nests too deep."}), {}}}});
      }
      circular_.push_back(slot);
    }
    for (const std::uint32_t slot : circular_) {
      set_.layout_[slot].program.reset();
      set_.layout_[slot].api_program.reset();
    }
  }

  std::size_t depth_of(std::uint32_t slot) {
    if (!set_.layout_[slot].program) return 0;
    if (depth_[slot] != kUnknown) return depth_[slot];
    depth_[slot] = limits::kFormulaFieldDepth + 1;  // while it is open: a circle
    std::size_t deepest = 0;
    for (const std::uint32_t read : set_.programs_[*set_.layout_[slot].program].slots) {
      deepest = std::max(deepest, depth_of(read));
    }
    depth_[slot] = std::min(deepest + 1, limits::kFormulaFieldDepth + 1);
    return depth_[slot];
  }

  void count_formula_fields() {
    for (std::uint32_t slot = 0; slot < set_.layout_.size(); ++slot) {
      if (set_.layout_[slot].of_record && set_.layout_[slot].program) ++set_.formula_fields_;
    }
  }

  static constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);
  const schema::Org& org_;
  RuleSet set_;
  std::vector<std::size_t> depth_;
  std::vector<std::uint32_t> circular_;
};

RuleSet RuleSet::compile(const schema::Org& org, const std::string& object_name) {
  return RuleSetCompiler(org, object_name).run();
}

}  // namespace presave::rules
