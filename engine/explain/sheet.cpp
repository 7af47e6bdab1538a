#include "engine/explain/sheet.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/syntax/precedence.h"
#include "engine/syntax/printer.h"
#include "engine/value/utf16.h"

namespace presave::explain {
namespace {

using syntax::Node;
using syntax::NodeIndex;
using syntax::NodeKind;

constexpr std::size_t kDeepest = 40;          // levels that are broken; what is deeper stays on one line
constexpr std::size_t kShortJunction = 40;    // an AND or OR up to here stays on one line
constexpr std::size_t kIndent = 2;

bool is_junction(const Node& node) {
  constexpr std::string_view kNames[] = {"AND", "OR", "&&", "||"};
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [&](std::string_view name) { return compare_ascii_nocase(node.name, name) == 0; });
}

class Layout {
 public:
  explicit Layout(const syntax::Tree& tree) : tree_(tree) {}

  std::vector<Line> run() {
    lay(tree_.root(), {});
    return std::move(lines_);
  }

 private:
  // What stands around a part: its level of indentation and the text before and after it.
  struct Around {
    std::size_t level = 0;
    std::string before;
    std::string after;
  };

  void lay(NodeIndex index, const Around& around) {
    const Node& node = tree_[index];
    const bool is_call = node.kind == NodeKind::kCall && node.operand_count > 0;
    if (!is_call || around.level == kDeepest || fits(index, around)) return whole(index, around);
    if (syntax::binary_level(node.name) != 0) return binary(index, around);
    if (node.operand_count == 1 && node.name.starts_with("unary")) return whole(index, around);
    call(index, around);
  }

  bool fits(NodeIndex index, const Around& around) const {
    const std::size_t length = utf16_length(syntax::print(tree_, index));
    const std::size_t most = is_junction(tree_[index]) ? kShortJunction : kSheetWidth - std::min(kSheetWidth, around.level * kIndent);
    return length + around.before.size() <= most;
  }

  std::string indented(const Around& around) const {
    return std::string(around.level * kIndent, ' ') + around.before;
  }

  void whole(NodeIndex index, const Around& around) {
    Line line{index, indented(around), {}};
    if (is_literal(index)) line.node.reset();
    append(index, line);
    line.text += around.after;
    lines_.push_back(std::move(line));
  }

  bool is_literal(NodeIndex index) const {
    const NodeKind kind = tree_[index].kind;
    return kind != NodeKind::kReference && kind != NodeKind::kCall;
  }

  // The part as it is printed, with the places of what is in it and has no line of its own.
  void append(NodeIndex index, Line& line) const {
    std::vector<syntax::Mark> marks;
    const std::string printed = syntax::print(tree_, index, marks);
    const std::size_t start = utf16_length(line.text);
    line.text += printed;
    for (const syntax::Mark& mark : marks) {
      if (line.node == mark.node || is_literal(mark.node)) continue;
      line.places.push_back({mark.node, start + utf16_units_before(printed, mark.offset)});
    }
  }

  void call(NodeIndex index, const Around& around) {
    const auto operands = tree_.operands(tree_[index]);
    lines_.push_back({index, join({indented(around), ascii_upper(tree_[index].name), "("}), {}});
    const bool is_case = compare_ascii_nocase(tree_[index].name, "CASE") == 0;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const bool case_and_result = is_case && i % 2 == 1 && i + 2 < operands.size();
      if (case_and_result && pair(operands[i], operands[i + 1], around.level + 1)) ++i;
      else lay(operands[i], {around.level + 1, "", i + 1 < operands.size() ? "," : ""});
    }
    lines_.push_back({std::nullopt, join({std::string(around.level * kIndent, ' '), ")", around.after}), {}});
  }

  // A case and its result on one line, where they are short; false where they are not.
  bool pair(NodeIndex first, NodeIndex second, std::size_t level) {
    Line line{std::nullopt, std::string(level * kIndent, ' '), {}};
    append(first, line);
    line.text += ", ";
    append(second, line);
    line.text += ',';
    const bool fits = utf16_length(line.text) <= kSheetWidth;
    if (fits) lines_.push_back(std::move(line));
    return fits;
  }

  // The operator stands at the begin of the right operand's first line.
  void binary(NodeIndex index, const Around& around) {
    const Node& node = tree_[index];
    const auto operands = tree_.operands(node);
    const int level = syntax::binary_level(node.name);
    operand(operands[0], level, {around.level, around.before, ""});
    const std::size_t second = lines_.size();
    operand(operands[1], level + 1, {around.level, join({node.name, " "}), around.after});
    std::vector<Place>& places = lines_[second].places;
    places.insert(places.begin(), Place{index, around.level * kIndent});
  }

  void operand(NodeIndex index, int lowest, Around around) {
    const int level = syntax::binary_level(tree_[index].name);
    if (tree_[index].kind == NodeKind::kCall && level != 0 && level < lowest) {
      around.before += '(';
      around.after.insert(0, ")");
    }
    lay(index, around);
  }

  const syntax::Tree& tree_;
  std::vector<Line> lines_;
};

}  // namespace

std::vector<Line> sheet_of(const syntax::Tree& tree) { return Layout(tree).run(); }

}  // namespace presave::explain
