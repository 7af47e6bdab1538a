#include "engine/rules/rule_set.h"

#include <algorithm>

#include "engine/base/join.h"
#include "engine/base/limits.h"
#include "engine/check/checker.h"
#include "engine/program/compiler.h"
#include "engine/rules/record_type.h"
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
    list_defaults();
    set_.org_values_ = org_values(org_, set_.layout_);
    set_.keys_ = RecordKeys::of(org_, *set_.object_, set_.layout_);
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
    // Which record type a record has is asked by its picklists, too.
    if (set_.object_->record_types.empty()) return;
    OrgScope(org_, *set_.object_, {}, std::nullopt, set_.layout_).find(kRecordTypeName);
  }

  // `at` is a slot of the object that the formula belongs to: the record's own, or a parent's.
  std::optional<Checked> checked(std::string_view formula, const Slot& at, check::Place place,
                                 const check::Expected& expected, syntax::Diagnostics& diagnostics) {
    std::optional<syntax::Tree> tree = syntax::parse(formula, diagnostics);
    if (!tree) return std::nullopt;
    OrgScope scope(org_, *at.owner, std::string(at.prefix()), at.lookup, set_.layout_);
    check::Facts facts = check::check(*tree, scope, place, expected, diagnostics);
    if (!diagnostics.empty()) return std::nullopt;
    return Checked{std::move(*tree), std::move(facts)};
  }

  void compile_rule(const schema::ValidationRule& source) {
    Rule rule;
    rule.source = &source;
    const check::Expected expected{set_of(Type::kBoolean), "true or false"};
    Slot of_record;
    of_record.owner = set_.object_;
    const auto formula =
        checked(source.formula, of_record, check::Place::kValidationRule, expected, rule.diagnostics);
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
    if (!slot.of_record && set_.layout_.size() > limits::kLayoutSlots) return;
    syntax::Diagnostics diagnostics;
    const program::Blanks blanks = slot.field->blanks_as == schema::BlanksAs::kZero ? program::Blanks::kAreZero
                                                                                  : program::Blanks::kStay;
    const auto formula =
        checked(slot.field->formula, slot, check::Place::kFormulaField, expected_of(*slot.field), diagnostics);
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
      const auto formula = checked(slot.field->default_value, slot, check::Place::kFormulaField,
                                   expected_of(*slot.field), diagnostics);
      std::optional<Program> program;
      if (formula) program = program::compile(formula->tree, formula->facts, program::Blanks::kStay);
      if (program && reads_record(*program)) {
        diagnostics.push_back({syntax::DiagnosticCode::kNotAllowedHere, {},
                               join({"The default value of ", slot.path, " reads a field of the record."}),
                               "A default value may read globals such as $User only."});
      }
      if (diagnostics.empty()) set_.layout_[index].default_program = keep(std::move(*program));
      else set_.broken_.push_back({slot.path, slot.field, std::move(diagnostics)});
    }
  }

  // Defaults are computed before there is a record; two that read each other would never end.
  bool reads_record(const Program& program) const {
    return std::any_of(program.slots.begin(), program.slots.end(),
                       [&](std::uint32_t slot) { return !set_.layout_[slot].global; });
  }

  // Formula fields that read themselves, or each other, or nest too deep, are not computed.
  void break_circles() {
    const std::vector<bool> sound = sound_slots();
    for (std::uint32_t slot = 0; slot < set_.layout_.size(); ++slot) {
      if (sound[slot]) continue;
      Slot& place = set_.layout_[slot];
      place.program.reset();
      place.api_program.reset();
      if (!place.of_record) continue;
      set_.broken_.push_back({place.path, place.field, {{syntax::DiagnosticCode::kCircular, {},
          join({"Field ", place.path, " refers to itself, directly or through other formula fields, or nests too deep."}), {}}}});
    }
  }

  // Level by level, without recursion: first what is no formula field, then what reads only that, and so on.
  std::vector<bool> sound_slots() const {
    std::vector<bool> sound(set_.layout_.size());
    for (std::uint32_t slot = 0; slot < sound.size(); ++slot) sound[slot] = !set_.layout_[slot].program;
    for (std::size_t level = 0; level < limits::kFormulaFieldDepth; ++level) {
      const std::vector<bool> below = sound;
      for (std::uint32_t slot = 0; slot < sound.size(); ++slot) {
        if (below[slot]) continue;
        const std::vector<std::uint32_t>& reads = set_.programs_[*set_.layout_[slot].program].slots;
        sound[slot] = std::all_of(reads.begin(), reads.end(), [&](std::uint32_t read) { return below[read]; });
      }
    }
    return sound;
  }

  void count_formula_fields() {
    for (std::uint32_t slot = 0; slot < set_.layout_.size(); ++slot) {
      if (set_.layout_[slot].of_record && set_.layout_[slot].program) ++set_.formula_fields_;
    }
  }

  void list_defaults() {
    for (std::uint32_t slot = 0; slot < set_.layout_.size(); ++slot) {
      const Slot& place = set_.layout_[slot];
      if (!place.of_record || place.field->is_formula()) continue;
      const bool computed = place.default_program && !is_false(set_.programs_[*place.default_program]);
      if (computed || !marked_default(*place.field).empty()) set_.defaults_.push_back(slot);
    }
  }

  static bool is_false(const Program& program) {
    const program::Instruction& first = program.code.front();
    if (first.op != program::Op::kConstant || program.code.size() != 2) return false;
    const Value& constant = program.constants[first.index];
    return constant.kind() == ValueKind::kBoolean && !constant.is_true();
  }

  const schema::Org& org_;
  RuleSet set_;
};

RuleSet RuleSet::compile(const schema::Org& org, const std::string& object_name) {
  return RuleSetCompiler(org, object_name).run();
}

}  // namespace presave::rules
