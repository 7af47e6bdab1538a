// A parsed formula. Nodes stand in evaluation order (operands before what uses them), so the checker walks
// the tree with a loop and a chain of two thousand '+' needs no deep recursion.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/syntax/diagnostic.h"
#include "engine/value/decimal.h"

namespace presave::syntax {

using NodeIndex = std::uint32_t;

enum class NodeKind : std::uint8_t {
  kNumber, kText, kBoolean, kNull,
  kReference,  ///< a field path or global: name() is its text
  kCall,       ///< a function or operator: name() is its name ("IF", "+", "unary -")
};

struct Node {
  NodeKind kind = NodeKind::kNull;
  bool boolean = false;
  Span span;                        ///< of the whole expression
  Span name_span;                   ///< of the function name or operator
  std::string_view name;            ///< into the source, or a constant
  std::uint32_t literal = 0;        ///< index of the number or text
  std::uint32_t first_operand = 0;  ///< index into operands
  std::uint32_t operand_count = 0;
};

/// One formula's tree. Owns its source; movable.
class Tree {
 public:
  explicit Tree(std::string_view source) : source_(std::make_unique<const std::string>(source)) {}

  std::string_view source() const { return *source_; }
  std::size_t size() const { return nodes_.size(); }
  const Node& operator[](NodeIndex index) const { return nodes_[index]; }
  /// The last node: the whole formula.
  NodeIndex root() const { return static_cast<NodeIndex>(nodes_.size() - 1); }
  std::span<const NodeIndex> operands(const Node& node) const {
    return std::span(operands_).subspan(node.first_operand, node.operand_count);
  }
  const Decimal& number(const Node& node) const { return numbers_[node.literal]; }
  const std::string& text(const Node& node) const { return texts_[node.literal]; }

  NodeIndex add(Node node, std::span<const NodeIndex> operands = {});
  NodeIndex add_number(Span span, const Decimal& number);
  NodeIndex add_text(Span span, std::string text);

 private:
  std::unique_ptr<const std::string> source_;
  std::vector<Node> nodes_;
  std::vector<NodeIndex> operands_;
  std::vector<Decimal> numbers_;
  std::vector<std::string> texts_;
};

}  // namespace presave::syntax
