#include "engine/syntax/tree.h"

#include <utility>

namespace presave::syntax {

NodeIndex Tree::add(Node node, std::span<const NodeIndex> operands) {
  node.first_operand = static_cast<std::uint32_t>(operands_.size());
  node.operand_count = static_cast<std::uint32_t>(operands.size());
  operands_.insert(operands_.end(), operands.begin(), operands.end());
  nodes_.push_back(node);
  return root();
}

NodeIndex Tree::add_number(Span span, const Decimal& number) {
  Node node;
  node.kind = NodeKind::kNumber;
  node.span = span;
  node.literal = static_cast<std::uint32_t>(numbers_.size());
  numbers_.push_back(number);
  return add(node);
}

NodeIndex Tree::add_text(Span span, std::string text) {
  Node node;
  node.kind = NodeKind::kText;
  node.span = span;
  node.literal = static_cast<std::uint32_t>(texts_.size());
  texts_.push_back(std::move(text));
  return add(node);
}

}  // namespace presave::syntax
