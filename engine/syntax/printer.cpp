#include "engine/syntax/printer.h"

#include "engine/base/ascii.h"
#include "engine/syntax/precedence.h"

namespace presave::syntax {
namespace {

// What stands before the operand of a sign; empty for other calls.
std::string_view sign_of(std::string_view name) {
  if (name == "unary -") return "-";
  return name == "unary +" ? "+" : std::string_view();
}

int level_of(const Node& node) {
  if (node.kind != NodeKind::kCall) return kPrimaryLevel;
  if (!sign_of(node.name).empty() || node.name == "NOT") return kPrefixLevel;
  const int level = binary_level(node.name);
  return level == 0 ? kPrimaryLevel : level;
}

// Work is kept on a list of our own, last first, so that depth costs no stack.
class Printer {
 public:
  Printer(const Tree& tree, std::vector<Mark>* marks) : tree_(tree), marks_(marks) {}

  std::string run(NodeIndex node) {
    expression(node, kLowestLevel);
    while (!todo_.empty()) {
      const Item item = todo_.back();
      todo_.pop_back();
      if (!item.piece.empty()) {
        if (item.node != kNoNode) mark(item.node);
        out_ += item.piece;
      } else {
        if (binary_level(tree_[item.node].name) == 0) mark(item.node);
        print_node(item.node);
      }
    }
    return std::move(out_);
  }

 private:
  static constexpr NodeIndex kNoNode = 0xFFFFFFFF;

  /// A node still to print, or a piece of text, which may be the operator of a node.
  struct Item {
    NodeIndex node = kNoNode;
    std::string_view piece{};
  };

  void piece(std::string_view text, NodeIndex of = kNoNode) { todo_.push_back({of, text}); }

  void mark(NodeIndex node) {
    if (marks_) marks_->push_back({node, out_.size()});
  }

  // Parentheses stand around what binds looser than its place asks for.
  void expression(NodeIndex node, int lowest) {
    const bool enclosed = level_of(tree_[node]) < lowest;
    if (enclosed) piece(")");
    todo_.push_back({node});
    if (enclosed) piece("(");
  }

  void print_node(NodeIndex index) {
    const Node& node = tree_[index];
    switch (node.kind) {
      case NodeKind::kNumber: out_ += tree_.number(node).to_string(); break;
      case NodeKind::kText: quote(tree_.text(node)); break;
      case NodeKind::kBoolean: out_ += node.boolean ? "TRUE" : "FALSE"; break;
      case NodeKind::kNull: out_ += "NULL"; break;
      case NodeKind::kReference: out_ += node.name; break;
      case NodeKind::kCall: call(index); break;
    }
  }

  void call(NodeIndex index) {
    const Node& node = tree_[index];
    if (!sign_of(node.name).empty()) sign(node);
    else if (binary_level(node.name) != 0) binary(index);
    else function(node);
  }

  void sign(const Node& node) {
    out_ += sign_of(node.name);
    expression(tree_.operands(node)[0], kPrefixLevel);
  }

  void binary(NodeIndex index) {
    const Node& node = tree_[index];
    const int level = binary_level(node.name);
    expression(tree_.operands(node)[1], level + 1);
    piece(" ");
    piece(node.name, index);
    piece(" ");
    expression(tree_.operands(node)[0], level);
  }

  void function(const Node& node) {
    out_ += ascii_upper(node.name);
    out_ += '(';
    piece(")");
    const auto operands = tree_.operands(node);
    for (std::size_t i = operands.size(); i-- > 0;) {
      expression(operands[i], kLowestLevel);
      if (i > 0) piece(", ");
    }
  }

  void quote(std::string_view text) {
    out_ += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') out_ += '\\';
      out_ += c;
    }
    out_ += '"';
  }

  const Tree& tree_;
  std::vector<Mark>* marks_;
  std::vector<Item> todo_;
  std::string out_;
};

}  // namespace

std::string print(const Tree& tree) { return print(tree, tree.root()); }

std::string print(const Tree& tree, NodeIndex node) { return Printer(tree, nullptr).run(node); }

std::string print(const Tree& tree, NodeIndex node, std::vector<Mark>& marks) {
  return Printer(tree, &marks).run(node);
}

}  // namespace presave::syntax
