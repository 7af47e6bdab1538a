// One formula of an org, parsed and checked, with the questions that the linter asks of its parts.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/check/checker.h"
#include "engine/lint/lint.h"
#include "engine/run/layout.h"
#include "engine/schema/org.h"
#include "engine/syntax/tree.h"
#include "engine/value/arena.h"
#include "engine/value/value.h"

namespace presave::lint {

using syntax::Node;
using syntax::NodeIndex;
using syntax::NodeKind;

/// A formula that compiles. Refers to the org.
struct Formula {
  std::string object;
  std::string name;
  const schema::ValidationRule* rule = nullptr;  ///< whose condition it is; null for fields
  const schema::Field* field = nullptr;          ///< whose formula or default it is; null for rules
  std::string_view text;
  schema::Source source;
  run::Layout layout;  ///< of what it reads
  syntax::Tree tree;
  check::Facts facts;

  const Node& node(NodeIndex index) const { return tree[index]; }
  Type type(NodeIndex index) const { return facts[index].type; }
  std::span<const NodeIndex> operands(NodeIndex index) const { return tree.operands(tree[index]); }
  std::string_view source_of(NodeIndex index) const;
  /// The call's row when the node is a call of that form.
  bool is(NodeIndex index, functions::Form form) const;
  /// The form of a call; none for other nodes.
  std::optional<functions::Form> form(NodeIndex index) const;
  /// Whether the node calls the function of that name.
  bool calls(NodeIndex index, std::string_view function) const;
  /// The field that the node reads, directly or as PRIORVALUE(field); null for everything else.
  const schema::Field* field_read(NodeIndex index) const;
  /// Whether a formula field that treats blanks as zeros reads numbers here.
  bool blanks_are_zero() const;
};

/// = and <>.
bool is_equality(functions::Form form);
/// = <> < <= > >=.
bool is_comparison(functions::Form form);

/// What a node says without a record: literals, and calls of constants that depend on nothing else. Text in
/// it lives as long as the arena and the formula.
std::optional<Value> constant_of(const Formula& formula, NodeIndex index, Arena& arena);

/// -1, 0 or 1: how two values of one kind stand to each other.
int order_of(const Value& a, const Value& b);

}  // namespace presave::lint
