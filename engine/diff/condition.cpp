#include "engine/diff/condition.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/join.h"
#include "engine/syntax/parser.h"
#include "engine/syntax/printer.h"

namespace presave::diff {
namespace {

using syntax::Node;
using syntax::NodeIndex;
using syntax::NodeKind;
using syntax::Tree;

// The two ways to write one junction.
struct Junction {
  std::string_view function;
  std::string_view op;
};
constexpr Junction kAnd = {"AND", "&&"};
constexpr Junction kOr = {"OR", "||"};

struct Part {
  std::string text;  ///< canonical, so that equal parts are equal texts
  const Tree* tree;
  NodeIndex node;
};

bool is_junction(const Node& node, const Junction& junction) {
  return node.kind == NodeKind::kCall && (node.name == junction.function || node.name == junction.op);
}

// The operands of nested junctions of one kind; the formula itself where it is none.
std::vector<Part> parts_of(const Tree& tree, const Junction& junction) {
  std::vector<Part> parts;
  std::vector<NodeIndex> open = {tree.root()};
  while (!open.empty()) {
    const NodeIndex index = open.back();
    open.pop_back();
    if (is_junction(tree[index], junction)) {
      const auto operands = tree.operands(tree[index]);
      open.insert(open.end(), operands.rbegin(), operands.rend());
    } else {
      parts.push_back({print(tree, index), &tree, index});
    }
  }
  return parts;
}

std::vector<Part> missing_in(const std::vector<Part>& parts, const std::vector<Part>& others) {
  std::vector<Part> missing;
  for (const Part& part : parts) {
    const bool there =
        std::any_of(others.begin(), others.end(), [&](const Part& other) { return other.text == part.text; });
    if (!there) missing.push_back(part);
  }
  return missing;
}

std::string listed(const std::vector<Part>& parts, std::string_view between) {
  std::string out;
  for (const Part& part : parts) {
    if (!out.empty()) out += join({" ", between, " "});
    out += part.text;
  }
  return out;
}

// A number as a literal, with its sign.
std::optional<Decimal> number_of(const Tree& tree, NodeIndex index) {
  const Node& node = tree[index];
  if (node.kind == NodeKind::kNumber) return tree.number(node);
  if (node.kind != NodeKind::kCall || node.name != "unary -") return std::nullopt;
  const NodeIndex inner = tree.operands(node)[0];
  if (tree[inner].kind != NodeKind::kNumber) return std::nullopt;
  return -tree.number(tree[inner]);
}

// "X > 10" became "X > 5": more is refused. None where the two are no such comparisons of the same thing.
std::optional<Effect> moved_bound(const Part& before, const Part& after) {
  const Node& was = (*before.tree)[before.node];
  const Node& is = (*after.tree)[after.node];
  constexpr std::array<std::string_view, 4> kComparisons = {"<", "<=", ">", ">="};
  const bool comparison = std::find(kComparisons.begin(), kComparisons.end(), was.name) != kComparisons.end();
  if (was.kind != NodeKind::kCall || is.kind != NodeKind::kCall || was.name != is.name || !comparison)
    return std::nullopt;
  const auto old_sides = before.tree->operands(was);
  const auto new_sides = after.tree->operands(is);
  const auto old_bound = number_of(*before.tree, old_sides[1]);
  const auto new_bound = number_of(*after.tree, new_sides[1]);
  if (!old_bound || !new_bound || *old_bound == *new_bound) return std::nullopt;
  if (print(*before.tree, old_sides[0]) != print(*after.tree, new_sides[0])) return std::nullopt;
  const bool refuses_above = was.name[0] == '>';
  return (*new_bound < *old_bound) == refuses_above ? Effect::kStricter : Effect::kLooser;
}

// What AND joins must all hold for a record to be refused; of what OR joins, one thing is enough.
std::optional<ConditionChange> compare_parts(const Tree& before, const Tree& after,
                                             const Junction& junction) {
  const std::vector<Part> old_parts = parts_of(before, junction);
  const std::vector<Part> new_parts = parts_of(after, junction);
  const std::vector<Part> gone = missing_in(old_parts, new_parts);
  const std::vector<Part> come = missing_in(new_parts, old_parts);
  const bool any_suffices = junction.op == kOr.op;
  if (gone.empty() && !come.empty()) {
    if (any_suffices)
      return ConditionChange{Effect::kStricter, join({"now also refuses ", listed(come, "or")})};
    return ConditionChange{Effect::kLooser, join({"now refuses only where also ", listed(come, "and")})};
  }
  if (come.empty() && !gone.empty()) {
    if (any_suffices)
      return ConditionChange{Effect::kLooser, join({"no longer refuses ", listed(gone, "or")})};
    return ConditionChange{Effect::kStricter, join({"now refuses even where not ", listed(gone, "and")})};
  }
  if (gone.size() != 1 || come.size() != 1) return std::nullopt;
  const std::optional<Effect> moved = moved_bound(gone[0], come[0]);
  if (!moved) return std::nullopt;
  return ConditionChange{*moved, join({"refuses ", come[0].text, ", before ", gone[0].text})};
}

}  // namespace

ConditionChange compare_conditions(std::string_view before, std::string_view after) {
  syntax::Diagnostics ignored;  // what does not parse is named where the org is compiled
  const std::optional<Tree> old_tree = syntax::parse(before, ignored);
  const std::optional<Tree> new_tree = syntax::parse(after, ignored);
  if (!old_tree || !new_tree) return {Effect::kEither, "refuses otherwise"};
  if (print(*old_tree) == print(*new_tree)) return {Effect::kNone, {}};
  for (const Junction& junction : {kAnd, kOr}) {
    if (auto change = compare_parts(*old_tree, *new_tree, junction)) return *std::move(change);
  }
  return {Effect::kEither, "refuses otherwise"};
}

}  // namespace presave::diff
