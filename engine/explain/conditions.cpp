#include "engine/explain/conditions.h"

#include <algorithm>

#include "engine/base/stable_sort.h"
#include "engine/functions/operators.h"

namespace presave::explain {
namespace {

using functions::Form;
using syntax::Node;
using syntax::NodeIndex;
using syntax::NodeKind;

bool is_literal(const Node& node) { return node.kind != NodeKind::kReference && node.kind != NodeKind::kCall; }

class GoalFinder {
 public:
  explicit GoalFinder(const Formula& formula) : formula_(formula) {}

  std::vector<Goal> run() {
    const syntax::Tree& tree = formula_.tree;
    add_condition(tree.root());
    for (NodeIndex i = 0; i < tree.size(); ++i) {
      const functions::Row* row = formula_.facts[i].row;
      if (!row) continue;
      const auto operands = tree.operands(tree[i]);
      if (row->form == Form::kAnd || row->form == Form::kOr) {
        for (const NodeIndex operand : operands) add_condition(operand);
      } else if (row->form == Form::kIf) {
        add_condition(operands[0]);
      } else if (row->form == Form::kCase) {
        add_branches(i, operands);
      }
    }
    sort_stably(goals_, [&](const Goal& a, const Goal& b) { return place(a) < place(b); });
    return std::move(goals_);
  }

 private:
  void add_condition(NodeIndex node) {
    if (is_literal(formula_.tree[node])) return;
    // An operand may be the test of an IF, too, or the whole formula.
    const bool known = std::any_of(goals_.begin(), goals_.end(), [&](const Goal& goal) {
      return goal.node == node && goal.side != Side::kBranch;
    });
    if (known) return;
    goals_.push_back({node, Side::kTrue, 0, node});
    goals_.push_back({node, Side::kFalse, 0, node});
  }

  void add_branches(NodeIndex node, std::span<const NodeIndex> operands) {
    const std::size_t branches = operands.size() / 2;  // the value and "otherwise" make one
    for (std::size_t branch = 0; branch < branches; ++branch) {
      const NodeIndex shown = operands[branch + 1 < branches ? 1 + 2 * branch : operands.size() - 1];
      goals_.push_back({node, Side::kBranch, static_cast<std::uint32_t>(branch), shown});
    }
  }

  // In the order of the source, the larger part first.
  std::pair<std::uint32_t, std::int64_t> place(const Goal& goal) const {
    const syntax::Span span = formula_.tree[goal.shown].span;
    return {span.begin, -std::int64_t{span.end}};
  }

  const Formula& formula_;
  std::vector<Goal> goals_;
};

// Which branch of a CASE was chosen: the same choice once more, with the branches' numbers for results.
std::optional<std::uint32_t> chosen_branch(const Formula& formula, const run::Trace& trace, NodeIndex node) {
  const auto operands = formula.tree.operands(formula.tree[node]);
  if (!trace.values[node]) return std::nullopt;  // not evaluated to the end
  Type type = formula.facts[operands[0]].type;
  for (std::size_t i = 1; i + 1 < operands.size() && type == Type::kNull; i += 2) type = formula.facts[operands[i]].type;
  std::vector<Value> cases;
  for (std::size_t i = 1; i < operands.size(); i += 2) {
    const auto number = Decimal::from_int(static_cast<std::int64_t>(i / 2));
    if (i + 1 < operands.size()) cases.push_back(*trace.values[operands[i]]);
    cases.push_back(number);
  }
  const Value& branch =
      functions::choose(*trace.values[operands[0]], cases.data(), cases.size(), functions::blank_matches(type));
  return static_cast<std::uint32_t>(*branch.number().to_int64_truncated());
}

}  // namespace

std::vector<Goal> goals_of(const Formula& formula) { return GoalFinder(formula).run(); }

bool shows(const Formula& formula, const run::Trace& trace, const Goal& goal) {
  const std::optional<Value>& value = trace.values[goal.node];
  switch (goal.side) {
    case Side::kTrue: return value && value->is_true();
    case Side::kFalse: return value && !value->is_true();
    case Side::kBranch: return chosen_branch(formula, trace, goal.node) == goal.branch;
  }
  return false;
}

}  // namespace presave::explain
