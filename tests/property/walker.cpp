#include "tests/property/walker.h"

#include <algorithm>

#include "engine/functions/dates.h"
#include "engine/value/utf16.h"

namespace presave::property {
namespace {

using functions::Form;
using syntax::Node;
using syntax::NodeIndex;
using syntax::NodeKind;

// -1, 0 or 1; both are values of the same kind.
int order(const Value& a, const Value& b) {
  const auto compared = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  switch (a.kind()) {
    case ValueKind::kNumber: return compared(a.number(), b.number());
    case ValueKind::kText: return compare_utf16(a.view(), b.view());
    case ValueKind::kBoolean: return compared(a.boolean(), b.boolean());
    case ValueKind::kDate: return compared(a.date().days, b.date().days);
    case ValueKind::kDateTime: return compared(a.instant().ms, b.instant().ms);
    default: return compared(a.time().ms, b.time().ms);
  }
}

bool holds(Form form, int order) {
  if (form == Form::kEqual) return order == 0;
  if (form == Form::kNotEqual) return order != 0;
  if (form == Form::kLess) return order < 0;
  if (form == Form::kLessEqual) return order <= 0;
  if (form == Form::kGreater) return order > 0;
  return order >= 0;
}

bool is_text(Type type) { return type == Type::kText; }

Value comparison(Form form, Type type, const Value& a, const Value& b) {
  const bool equality = form == Form::kEqual || form == Form::kNotEqual;
  if (equality && is_text(type)) return (a.view() == b.view()) == (form == Form::kEqual);
  if (a.is_blank() || b.is_blank()) return {};
  return holds(form, order(a, b));
}

Value case_of(std::span<const Value> values, bool blank_matches) {
  const Value& wanted = values.front();
  for (std::size_t i = 1; i + 1 < values.size(); i += 2) {
    const bool both_blank = wanted.is_blank() && values[i].is_blank();
    const bool equal = !wanted.is_blank() && wanted.kind() == values[i].kind() && order(wanted, values[i]) == 0;
    if (equal || (both_blank && blank_matches)) return values[i + 1];
  }
  return values.back();
}

std::vector<std::string_view> selected(std::string_view values) {
  std::vector<std::string_view> out;
  for (std::size_t begin = 0; begin < values.size();) {
    const std::size_t end = std::min(values.find(';', begin), values.size());
    out.push_back(values.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::string with_unix_lines(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) != "\r\n") out += text[i];
  }
  return out;
}

bool changed(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return true;
  if (a.is_blank()) return false;
  if (a.kind() == ValueKind::kText) return with_unix_lines(a.view()) != with_unix_lines(b.view());
  if (a.kind() != ValueKind::kGeolocation) return order(a, b) != 0;
  return a.place().latitude != b.place().latitude || a.place().longitude != b.place().longitude;
}

}  // namespace

Value Walker::stop(NodeIndex index, const Value& value) {
  stopped_at_ = index;
  return value;
}

Type Walker::common_type(Operands operands) const {
  for (const NodeIndex operand : operands) {
    if (type(operand) != Type::kNull) return type(operand);
  }
  return Type::kNull;
}

bool Walker::is_empty_literal(NodeIndex index) const {
  return tree_[index].kind == NodeKind::kText && tree_.text(tree_[index]).empty();
}

Value Walker::walk(NodeIndex index) {
  const Node& node = tree_[index];
  switch (node.kind) {
    case NodeKind::kNull: return {};
    case NodeKind::kNumber: return tree_.number(node);
    case NodeKind::kBoolean: return node.boolean;
    case NodeKind::kText: return is_empty_literal(index) ? Value() : Value(Text(tree_.text(node)));
    case NodeKind::kReference: return field(index);
    case NodeKind::kCall: return call(index);
  }
  return {};
}

Value Walker::field(NodeIndex index) {
  const check::Reference& reference = facts_[index].reference;
  if (reference.has_constant) return reference.constant;
  Value value = fields_.values[reference.slot];
  if (value.kind() == ValueKind::kNotLoaded) value = fields_.late(reference.slot);
  if (value.is_stuck()) return stop(index, value);
  if (!value.is_blank()) return value;
  if (reference.type == Type::kBoolean) return false;
  if (reference.type == Type::kNumber && blanks_ == program::Blanks::kAreZero) return Decimal();
  return {};
}

Value Walker::prior(NodeIndex index) {
  const check::Reference& reference = facts_[index].reference;
  if (!fields_.before) return stop(index, Value::not_loaded(reference.slot));
  Value value = fields_.before->values[reference.slot];
  if (value.kind() == ValueKind::kNotLoaded) value = fields_.before->late(reference.slot);
  if (value.is_stuck()) return stop(index, value);
  return value.is_blank() && reference.type == Type::kBoolean ? Value(false) : value;
}

Value Walker::call(NodeIndex index) {
  const Operands operands = tree_.operands(tree_[index]);
  switch (facts_[index].row->form) {
    case Form::kAnd: return junction(operands, false);
    case Form::kOr: return junction(operands, true);
    case Form::kIf: return choice(operands);
    case Form::kPriorValue: return prior(operands[0]);
    case Form::kPlain:
    case Form::kMatch: return plain(index);
    case Form::kBlankValue: return is_empty_literal(operands[0]) ? Value() : eager(index);
    case Form::kIsChanged: {
      const Value now = field(operands[0]);
      if (now.is_stuck()) return now;
      const Value then = prior(operands[0]);
      if (then.is_stuck()) return then;
      return context_.has_prior && changed(now, then);
    }
    case Form::kCurrencyRate:
    case Form::kLookUp: {  // there is no host in these tests
      const Value about = walk(operands.back());
      if (about.is_stuck() || about.is_blank()) return about;
      host_needed_ = true;
      return stop(index, Value::not_loaded(0));
    }
    case Form::kHostCall: host_needed_ = true; return stop(index, Value::not_loaded(0));
    default: return eager(index);
  }
}

// AND and OR: blank counts as FALSE, and the first operand that decides ends it.
Value Walker::junction(Operands operands, bool decisive) {
  for (const NodeIndex operand : operands) {
    const Value value = walk(operand);
    if (value.is_stuck()) return value;
    const bool is_true = !value.is_blank() && value.boolean();
    if (is_true == decisive) return decisive;
  }
  return !decisive;
}

Value Walker::choice(Operands operands) {
  const Value condition = walk(operands[0]);
  if (condition.is_stuck()) return condition;
  const bool is_true = !condition.is_blank() && condition.boolean();
  return walk(operands[is_true ? 1 : 2]);
}

// Strict parameters: one blank argument makes the result blank.
Value Walker::function_of(const functions::Overload& overload, std::span<const Value> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t parameter = std::min<std::size_t>(i, overload.count - 1u);
    if (values[i].is_blank() && !overload.parameters[parameter].sees_blanks) return {};
  }
  functions::Surroundings around{context_, arena_};
  return overload.call(values.data(), values.size(), around);
}

Value Walker::plain(NodeIndex index) {
  std::vector<Value> values;
  for (const NodeIndex operand : tree_.operands(tree_[index])) {
    values.push_back(walk(operand));
    if (values.back().is_stuck()) return values.back();
  }
  const check::NodeFacts& facts = facts_[index];
  return made(index, function_of(facts.row->seen(*facts.overload, view_), values));
}

Value Walker::eager(NodeIndex index) {
  std::vector<Value> values;
  for (const NodeIndex operand : tree_.operands(tree_[index])) {
    values.push_back(walk(operand));
    if (values.back().is_stuck()) return values.back();
  }
  return made(index, of_values(index, values));
}

Value Walker::of_values(NodeIndex index, std::span<const Value> values) {
  const Operands operands = tree_.operands(tree_[index]);
  const Form form = facts_[index].row->form;
  switch (form) {
    case Form::kCase: {
      std::vector<NodeIndex> compared(1, operands[0]);
      for (std::size_t i = 1; i + 1 < operands.size(); i += 2) compared.push_back(operands[i]);
      const Type common = common_type(compared);
      return case_of(values, common == Type::kText || common == Type::kPicklist);
    }
    case Form::kIsBlank: return values[0].is_blank();
    case Form::kIsNull: return values[0].is_blank() && !is_text(type(operands[0]));
    case Form::kBlankValue: return values[values[0].is_blank() ? 1 : 0];
    case Form::kNullValue: return values[values[0].is_blank() && !is_text(common_type(operands)) ? 1 : 0];
    case Form::kIsPickval: return values[0].view() == values[1].view();
    case Form::kIncludes: {
      const auto all = selected(values[0].view());
      return std::find(all.begin(), all.end(), values[1].view()) != all.end();
    }
    case Form::kTextOf: return text_of(index, values[0]);
    case Form::kAdd: return sum(operands, values[0], values[1], false);
    case Form::kSubtract: return sum(operands, values[0], values[1], true);
    default: return comparison(form, common_type(operands), values[0], values[1]);
  }
}

Value Walker::text_of(NodeIndex index, const Value& value) {
  const functions::Row& row = *facts_[index].row;
  const Type given = type(tree_.operands(tree_[index])[0]);
  for (const functions::Overload& overload : row.overloads) {
    if (overload.parameters[0].type == given) return function_of(row.seen(overload, view_), std::span(&value, 1));
  }
  return value;
}

Value Walker::sum(Operands operands, const Value& a, const Value& b, bool minus) {
  const Type left = type(operands[0]);
  const Type right = type(operands[1]);
  if (left == Type::kNull || right == Type::kNull) return {};
  if (left == Type::kText) {
    texts_.push_back(std::string(a.view()) + std::string(b.view()));
    return Text(texts_.back());
  }
  if (a.is_blank() || b.is_blank()) return {};
  const bool moments = left == right && left != Type::kNumber;
  if (moments && left == Type::kDate) return functions::days_between_dates(a.date(), b.date());
  if (moments && left == Type::kDateTime) return functions::days_between_datetimes(a.instant(), b.instant());
  if (moments) return functions::ms_between_times(a.time(), b.time());
  const Value& moment = left == Type::kNumber ? b : a;
  const Value& number = left == Type::kNumber ? a : b;
  const Decimal distance = minus ? -number.number() : number.number();
  if (moment.kind() == ValueKind::kDate) return functions::date_plus_days(moment.date(), distance).value();
  if (moment.kind() == ValueKind::kDateTime) return functions::datetime_plus_days(moment.instant(), distance).value();
  if (moment.kind() == ValueKind::kTime) {
    const bool api = minus && view_ == functions::View::kApi;
    if (api) return functions::api_time_minus_ms(moment.time(), -distance).value();
    return functions::time_plus_ms(moment.time(), distance).value();
  }
  const Decimal total = minus ? a.number() - b.number() : a.number() + b.number();
  return total.is_overflow() ? Value(EvalFault::kNumericDomain) : Value(total);
}

}  // namespace presave::property
