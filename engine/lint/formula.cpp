#include "engine/lint/formula.h"

#include <vector>

#include "engine/base/ascii.h"
#include "engine/functions/operators.h"
#include "engine/value/utf16.h"

namespace presave::lint {

using functions::Form;

std::string_view Formula::source_of(NodeIndex index) const {
  const syntax::Span span = tree[index].span;
  return tree.source().substr(span.begin, span.end - span.begin);
}

std::optional<Form> Formula::form(NodeIndex index) const {
  if (tree[index].kind != NodeKind::kCall) return std::nullopt;
  return facts[index].row->form;
}

bool Formula::is(NodeIndex index, Form wanted) const {
  return form(index) == wanted;
}

bool Formula::calls(NodeIndex index, std::string_view function) const {
  return tree[index].kind == NodeKind::kCall && facts[index].row->name == function;
}

const schema::Field* Formula::field_read(NodeIndex index) const {
  if (is(index, Form::kPriorValue)) index = operands(index)[0];
  if (tree[index].kind != NodeKind::kReference || facts[index].reference.has_constant) return nullptr;
  return layout[facts[index].reference.slot].field;
}

bool Formula::blanks_are_zero() const {
  return field && field->is_formula() && field->blanks_as == schema::BlanksAs::kZero;
}

bool is_equality(Form form) {
  return form == Form::kEqual || form == Form::kNotEqual;
}

bool is_comparison(Form form) {
  return is_equality(form) || form == Form::kLess || form == Form::kLessEqual || form == Form::kGreater ||
         form == Form::kGreaterEqual;
}

namespace {

// The call that computes a node from its operands' values; null where it depends on more than them.
functions::Call pure_call(const Formula& formula, NodeIndex index) {
  const check::NodeFacts& facts = formula.facts[index];
  const std::span<const NodeIndex> operands = formula.operands(index);
  switch (facts.row->form) {
    case Form::kPlain:
      return facts.overload->context_dependent ? nullptr : facts.overload->call;
    case Form::kAdd:
    case Form::kSubtract:
      return functions::sum(facts.row->form, formula.type(operands[0]), formula.type(operands[1]),
                            functions::View::kRule);
    default:
      return nullptr;
  }
}

Value literal(const Formula& formula, const Node& node) {
  switch (node.kind) {
    case NodeKind::kNumber:
      return formula.tree.number(node);
    case NodeKind::kText:
      return Text(formula.tree.text(node));
    case NodeKind::kBoolean:
      return node.boolean;
    default:
      return {};
  }
}

}  // namespace

std::optional<Value> constant_of(const Formula& formula, NodeIndex index, Arena& arena) {
  constexpr std::size_t kMostOperands =
      8;  // DATE(2026, 1, 31) - 1: what is longer is no constant that people write
  const Node& node = formula.node(index);
  if (node.kind == NodeKind::kReference) return std::nullopt;  // even $Label.X, which people use as a switch
  if (node.kind != NodeKind::kCall) return literal(formula, node);
  const functions::Call call = pure_call(formula, index);
  if (!call || node.operand_count > kMostOperands) return std::nullopt;
  std::vector<Value> values;
  for (const NodeIndex operand : formula.operands(index)) {
    const std::optional<Value> value = constant_of(formula, operand, arena);
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  const functions::Context no_context;
  functions::Surroundings around{no_context, arena};
  const Value result = call(values.data(), values.size(), around);
  return result.is_stuck() ? std::nullopt : std::optional(result);
}

namespace {

template <class T>
int order(const T& a, const T& b) {
  return (b < a) - (a < b);
}

}  // namespace

int order_of(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return order(a.kind(), b.kind());
  switch (a.kind()) {
    case ValueKind::kNumber:
      return compare(a.number(), b.number());
    case ValueKind::kText:
      return compare_utf16(a.view(), b.view());
    case ValueKind::kBoolean:
      return order(a.boolean(), b.boolean());
    case ValueKind::kDate:
      return order(a.date().days, b.date().days);
    case ValueKind::kDateTime:
      return order(a.instant().ms, b.instant().ms);
    case ValueKind::kTime:
      return order(a.time().ms, b.time().ms);
    default:
      return 0;
  }
}

}  // namespace presave::lint
