// Operands of AND and OR that change nothing, because a sibling says as much: written twice, or implied
// (N__c > 5 && N__c > 3).
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "engine/base/join.h"
#include "engine/lint/logic.h"
#include "engine/lint/looks.h"
#include "engine/syntax/printer.h"

namespace presave::lint {
namespace {

using functions::Form;

constexpr std::size_t kMostOperands = 40;  // of one AND or OR: pairs grow with the square

/// The operands of one AND or OR, those of the same inside it included.
class Siblings {
 public:
  Siblings(const Formula& formula, NodeIndex index, Report& report)
      : formula_(formula), all_(formula.is(index, Form::kAnd)), report_(report) {
    collect(index);
    dropped_.assign(operands_.size(), false);
  }

  void look() {
    drop_repeated();
    if (operands_.size() > kMostOperands) return;
    for (const NodeIndex operand : operands_) varies_.push_back(can_be(operand, kTrue) && can_be(operand, kNotTrue));
    for (std::size_t i = operands_.size(); i-- > 0;) {
      if (!dropped_[i]) drop_implied(i);
    }
  }

 private:
  void collect(NodeIndex index) {
    std::vector<NodeIndex> todo = {index};
    const Form form = *formula_.form(index);
    while (!todo.empty()) {
      const NodeIndex current = todo.back();
      todo.pop_back();
      const auto operands = formula_.operands(current);
      if (formula_.is(current, form)) {
        todo.insert(todo.end(), operands.rbegin(), operands.rend());
      } else {
        operands_.push_back(current);
      }
    }
  }

  void drop_repeated() {
    std::map<std::string, NodeIndex> seen;
    for (std::size_t i = 0; i < operands_.size(); ++i) {
      if (formula_.node(operands_[i]).kind == NodeKind::kBoolean) continue;  // a TRUE that is written down is meant
      if (seen.emplace(syntax::print(formula_.tree, operands_[i]), operands_[i]).second) continue;
      drop(i, "This stands here a second time, and changes nothing.");
    }
  }

  void drop_implied(std::size_t i) {
    if (!varies_[i] || is_said_on_purpose(operands_[i])) return;
    for (std::size_t other = 0; other < operands_.size(); ++other) {
      if (other == i || dropped_[other] || !varies_[other] || !is_safe(i, other)) continue;
      const std::size_t strong = all_ ? other : i;
      const std::size_t weak = all_ ? i : other;
      if (!implies(operands_[strong], operands_[weak])) continue;
      const std::string_view source = formula_.source_of(operands_[other]);
      return drop(i, all_ ? join({"This is TRUE wherever ", source, " is, and changes nothing."})
                          : join({"Wherever this is TRUE, ", source, " is, too: it changes nothing."}));
    }
  }

  void drop(std::size_t i, std::string message) {
    dropped_[i] = true;
    report_.add("redundant-condition", formula_, operands_[i], std::move(message));
  }

  bool can_be(NodeIndex operand, TruthSet truths) const {
    Logic logic;
    const Wish wish{logic.add(formula_, operand), truths};
    return logic.can_be(std::span(&wish, 1)) != false;
  }

  bool implies(NodeIndex strong, NodeIndex weak) const {
    Logic logic;
    const std::array wishes = {Wish{logic.add(formula_, strong), kTrue}, Wish{logic.add(formula_, weak), kNotTrue}};
    return logic.can_be(wishes) == false;
  }

  // That a field is filled, or the record not new, is often said before what it follows from; it reads well.
  bool is_said_on_purpose(NodeIndex index) const {
    if (!formula_.calls(index, "NOT")) return false;
    const NodeIndex tested = formula_.operands(index)[0];
    return formula_.is(tested, Form::kIsBlank) || formula_.is(tested, Form::kIsNull) || formula_.calls(tested, "ISNEW");
  }

  // An operand may also guard those after it from faulting. What stands behind the sibling is guarded by that.
  bool is_safe(std::size_t i, std::size_t other) const {
    for (std::size_t between = i + 1; between <= other; ++between) {
      if (can_fault(operands_[between])) return false;
    }
    return true;
  }

  bool can_fault(NodeIndex root) const {
    std::vector<NodeIndex> todo = {root};
    while (!todo.empty()) {
      const NodeIndex index = todo.back();
      todo.pop_back();
      if (const schema::Field* field = formula_.field_read(index); field && field->is_formula()) return true;
      if (formula_.node(index).kind != NodeKind::kCall) continue;
      if (!never_faults(index)) return true;
      const auto operands = formula_.operands(index);
      todo.insert(todo.end(), operands.begin(), operands.end());
    }
    return false;
  }

  bool never_faults(NodeIndex index) const {
    constexpr std::array kForms = {Form::kAnd,      Form::kOr,       Form::kIf,        Form::kIsBlank,   Form::kIsNull,
                                   Form::kIsPickval, Form::kIncludes, Form::kIsChanged, Form::kPriorValue};
    constexpr std::array<std::string_view, 7> kFunctions = {"NOT", "LEN", "TODAY", "NOW", "ISNEW", "ISCLONE", "CONTAINS"};
    const Form form = *formula_.form(index);
    return is_comparison(form) || std::find(kForms.begin(), kForms.end(), form) != kForms.end() ||
           std::any_of(kFunctions.begin(), kFunctions.end(),
                       [&](std::string_view name) { return formula_.calls(index, name); });
  }

  const Formula& formula_;
  const bool all_;  ///< AND; else OR
  Report& report_;
  std::vector<NodeIndex> operands_;
  std::vector<bool> dropped_;
  std::vector<bool> varies_;  ///< neither always TRUE nor never: those are reported as that
};

bool is_connective(const Formula& formula, NodeIndex index) {
  return formula.is(index, Form::kAnd) || formula.is(index, Form::kOr);
}

}  // namespace

void look_at_redundancy(const Formula& formula, Report& report) {
  if (formula.blanks_are_zero()) return;  // the logic knows blanks that stay blank
  std::vector<bool> inside(formula.tree.size());
  for (auto index = static_cast<NodeIndex>(formula.tree.size()); index-- > 0;) {  // operands stand before what uses them
    if (!is_connective(formula, index)) continue;
    for (const NodeIndex operand : formula.operands(index)) {
      if (formula.form(operand) == formula.form(index)) inside[operand] = true;
    }
    if (!inside[index]) Siblings(formula, index, report).look();
  }
}

}  // namespace presave::lint
