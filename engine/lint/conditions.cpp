// What can be TRUE: engine/lint/logic.h asks, this file says.
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/join.h"
#include "engine/lint/logic.h"
#include "engine/lint/looks.h"

namespace presave::lint {
namespace {

using functions::Form;

constexpr std::size_t kMostRulesInPairs = 200;  // of one object: pairs grow with the square

class Conditions {
 public:
  Conditions(const Formula& formula, Report& report) : formula_(formula), report_(report) {}

  void run() {
    const NodeIndex root = formula_.tree.root();
    if (formula_.type(root) != Type::kBoolean) return;
    if (formula_.rule && never(root, kTrue)) {
      report_.add("never-fires", formula_, culprit(root),
                  "No record can make this TRUE, so the rule never fires.");
    } else if (formula_.rule && never(root, kNotTrue)) {
      report_.add("always-fires", formula_, root, "Every record makes this TRUE, so none can be saved.");
    } else {
      look_below(root);
    }
  }

 private:
  // Whether it is certain that the expression is none of these.
  bool never(NodeIndex index, TruthSet truths) const {
    Logic logic;
    const Wish wish{logic.add(formula_, index), truths};
    return logic.can_be(std::span(&wish, 1)) == false;
  }

  // The smallest part that alone keeps the whole from ever being TRUE.
  NodeIndex culprit(NodeIndex index) const {
    for (bool found = true; found && formula_.is(index, Form::kAnd);) {
      found = false;
      for (const NodeIndex operand : formula_.operands(index)) {
        if (!never(operand, kTrue)) continue;
        index = operand;
        found = true;
        break;
      }
    }
    return index;
  }

  // Conditions within conditions, outermost first; below one that was reported there is nothing more to say.
  void look_below(NodeIndex index) {
    std::vector<NodeIndex> todo = {index};
    while (!todo.empty()) {
      const NodeIndex current = todo.back();
      todo.pop_back();
      const auto operands = formula_.operands(current);
      const std::size_t conditions = count_conditions(current);
      for (std::size_t i = 0; i < operands.size(); ++i) {
        const bool reported = i < conditions && look_at(operands[i]);
        if (!reported) todo.push_back(operands[i]);
      }
    }
  }

  // How many of the first operands are asked whether they are TRUE.
  std::size_t count_conditions(NodeIndex index) const {
    if (formula_.is(index, Form::kAnd) || formula_.is(index, Form::kOr))
      return formula_.operands(index).size();
    return formula_.is(index, Form::kIf) || formula_.calls(index, "NOT") ? 1 : 0;
  }

  bool look_at(NodeIndex condition) {
    if (formula_.node(condition).kind != NodeKind::kCall)
      return false;  // a TRUE that is written down is meant
    const bool never_true = never(condition, kTrue);
    if (!never_true && !never(condition, kNotTrue)) return false;
    report_.add(
        "constant-condition", formula_, condition,
        join({"This part is ", never_true ? "never" : "always", " TRUE, whatever the record holds."}));
    return true;
  }

  const Formula& formula_;
  Report& report_;
};

// Two rules that share a subject.
class Pair {
 public:
  Pair(const Formula& first, const Formula& second)
      : first_(first),
        second_(second),
        wishes_{Wish{logic_.add(first, first.tree.root()), kNotTrue},
                Wish{logic_.add(second, second.tree.root()), kNotTrue}} {}

  void look(Report& report) {
    const std::vector<std::uint32_t> subjects = logic_.subjects_of(wishes_[0].expression);
    const std::vector<std::uint32_t> others = logic_.subjects_of(wishes_[1].expression);
    const bool shared = std::any_of(subjects.begin(), subjects.end(), [&](std::uint32_t subject) {
      return std::find(others.begin(), others.end(), subject) != others.end();
    });
    if (!shared) return;
    if (logic_.can_be(wishes_) == false) {
      return add(report, join({"Every record is refused, by this rule or by ", first_.name, "."}));
    }
    if (subjects.size() != 1 || others.size() != 1 || !holds_values(subjects[0])) return;
    if (is_refused_alone(subjects[0]) || logic_.can_be_filled(wishes_, subjects[0]) != false) return;
    add(report, join({"Every value of ", logic_.subjects()[subjects[0]].key(),
                      " is refused, by this rule or by ", first_.name, "; only blank gets through."}));
  }

 private:
  bool holds_values(std::uint32_t subject) const {
    const Subject::Kind kind = logic_.subjects()[subject].kind();
    return kind == Subject::Kind::kOrdered || kind == Subject::Kind::kChoice;
  }

  // A rule that wants its field blank says so on purpose.
  bool is_refused_alone(std::uint32_t subject) {
    return std::any_of(wishes_.begin(), wishes_.end(), [&](const Wish& wish) {
      return logic_.can_be_filled(std::span(&wish, 1), subject) != true;
    });
  }

  void add(Report& report, std::string message) const {
    report.add("contradictory-rules", second_, second_.tree.root(), std::move(message));
  }

  const Formula& first_;
  const Formula& second_;
  Logic logic_;
  std::array<Wish, 2> wishes_;
};

bool always_or_never(const Formula& formula) {
  Logic logic;
  const std::uint32_t root = logic.add(formula, formula.tree.root());
  const Wish fires{root, kTrue};
  const Wish passes{root, kNotTrue};
  return logic.can_be(std::span(&fires, 1)) == false || logic.can_be(std::span(&passes, 1)) == false;
}

}  // namespace

void look_at_conditions(const Formula& formula, Report& report) {
  if (!formula.blanks_are_zero()) Conditions(formula, report).run();
}

void look_at_pairs(std::span<const Formula> rules, Report& report) {
  std::vector<const Formula*> able;
  for (const Formula& rule : rules) {
    if (able.size() < kMostRulesInPairs && !always_or_never(rule)) able.push_back(&rule);
  }
  for (std::size_t second = 1; second < able.size(); ++second) {
    for (std::size_t first = 0; first < second; ++first) Pair(*able[first], *able[second]).look(report);
  }
}

}  // namespace presave::lint
