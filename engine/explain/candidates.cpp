#include "engine/explain/candidates.h"

#include <algorithm>

#include "engine/base/join.h"
#include "engine/explain/sample_text.h"
#include "engine/explain/scale.h"
#include "engine/value/utf16.h"

namespace presave::explain {
namespace {

using functions::Form;
using schema::FieldType;

constexpr std::size_t kLongestPadding = 300;       // characters of a text made to a length
constexpr std::size_t kMostTracedTexts = 20;
constexpr std::size_t kMostTraced = 400;           // values of one run that are looked at

bool same(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case ValueKind::kNumber: return compare(a.number(), b.number()) == 0;
    case ValueKind::kText: return a.view() == b.view();
    case ValueKind::kBoolean: return a.boolean() == b.boolean();
    case ValueKind::kDate: return a.date() == b.date();
    case ValueKind::kDateTime: return a.instant() == b.instant();
    case ValueKind::kTime: return a.time() == b.time();
    case ValueKind::kGeolocation: return a.place().latitude == b.place().latitude && a.place().longitude == b.place().longitude;
    default: return true;
  }
}

bool is_comparison(const functions::Row* row) {
  if (!row) return false;
  switch (row->form) {
    case Form::kEqual:
    case Form::kNotEqual:
    case Form::kLess:
    case Form::kLessEqual:
    case Form::kGreater:
    case Form::kGreaterEqual: return true;
    default: return false;
  }
}

// As the field keeps it.
Value stored(const run::Slot& place, const Value& value) {
  return value.kind() == ValueKind::kNumber ? Value(value.number().round_half_up(decimals_of(place))) : value;
}

bool is_id(FieldType type) {
  return type == FieldType::kId || type == FieldType::kLookup || type == FieldType::kMasterDetail ||
         type == FieldType::kMetadataRelationship;
}

}  // namespace

Candidates::Candidates(const RuleTrial& trial) : trial_(trial) {
  collect_literals(trial.formula());
  for (const RuleTrial::Opened& one : trial.opened()) collect_literals(one.formula);
}

Value Candidates::keep(std::string text) {
  texts_.push_back(std::move(text));
  return Text(texts_.back());
}

void Candidates::collect_literals(const Formula& formula) {
  const syntax::Tree& tree = formula.tree;
  for (syntax::NodeIndex i = 0; i < tree.size(); ++i) {
    const syntax::Node& node = tree[i];
    if (node.kind == syntax::NodeKind::kNumber) numbers_.push_back(tree.number(node));
    if (node.kind == syntax::NodeKind::kText) literals_.push_back(tree.text(node));
    const check::Reference& reference = formula.facts[i].reference;
    if (reference.has_constant && !reference.constant.view().empty()) literals_.emplace_back(reference.constant.view());
    const functions::Row* row = formula.facts[i].row;
    if (row && row->form == Form::kMatch && tree[tree.operands(node)[1]].kind == syntax::NodeKind::kText) {
      literals_.push_back(sample_of(tree.text(tree[tree.operands(node)[1]])));
    }
  }
}

void Candidates::add_numbers(const run::Slot& place, std::vector<Value>& out) const {
  const Decimal unit = unit_of(place);
  for (const Decimal& number : numbers_) {
    out.insert(out.end(), {number, number + unit, number - unit});
  }
  out.insert(out.end(), {Decimal(), Decimal::from_int(1), -unit});
}

// What the formula compares with, also filled up to each length that it names.
void Candidates::add_texts(const run::Slot& place, const std::vector<Traced>& traced, std::vector<Value>& out) {
  const std::size_t most = place.field && place.field->length ? static_cast<std::size_t>(*place.field->length) : kLongestPadding;
  const auto add = [&](std::string text) {
    if (utf16_length(text) <= most) out.push_back(keep(std::move(text)));
  };
  for (const char* plain : {"x", "y", "1", "1.5"}) add(plain);
  std::size_t seen = 0;
  for (const Traced& one : traced) {
    for (const std::optional<Value>& value : one.trace.values) {
      if (value && value->kind() == ValueKind::kText && seen++ < kMostTracedTexts) add(std::string(value->view()));
    }
  }
  for (const std::string& literal : literals_) {
    add(literal);
    add("x" + literal);
    add(literal + "x");
  }
  for (const Decimal& number : numbers_) {
    const std::optional<std::int64_t> length = number.to_int64_truncated();
    if (!length || *length < 1 || static_cast<std::size_t>(*length) > kLongestPadding) continue;
    const auto wanted = static_cast<std::size_t>(*length);
    add(std::string(wanted, '1'));
    add(std::string(wanted, 'x'));
    if (wanted > 1) add(std::string(wanted - 1, 'x'));
    for (const std::string& literal : literals_) {
      if (literal.empty() || literal.size() >= wanted) continue;
      add(literal + std::string(wanted - literal.size(), '1'));
      add(literal + std::string(wanted - literal.size(), 'x'));
    }
  }
}

// Around the present day, by every number that the formula names; and the hours that it names.
void Candidates::add_moments(const run::Slot& place, const rules::Record& record, std::vector<Value>& out) const {
  constexpr std::int64_t kMsOfHour = 3'600'000;
  const bool time = place.type == Type::kTime;
  const Decimal start = time ? Decimal::from_int(12 * kMsOfHour) : *position(record.context.now);
  const Decimal unit = unit_of(place);
  const auto add = [&](const Decimal& at) {
    if (const std::optional<Value> value = at_position(place.type, at)) out.push_back(*value);
  };
  for (const Decimal& step : {Decimal(), unit, -unit}) add(start + step);
  for (const Decimal& number : numbers_) {
    for (const Decimal& step : {Decimal(), unit, -unit}) {
      add((time ? number * Decimal::from_int(kMsOfHour) : start + number) + step);
      if (!time) add(start - number + step);
    }
  }
}

void Candidates::add_choices(const run::Slot& place, std::vector<Value>& out) {
  std::vector<std::string> values;
  if (place.field) {
    for (const schema::PicklistValue& value : place.field->values) {
      if (value.active) values.push_back(value.value);
    }
  }
  if (values.empty()) values = literals_;
  for (const std::string& value : values) out.push_back(keep(value));
  if (place.type == Type::kMultiPicklist && values.size() > 1) out.push_back(keep(join({values[0], ";", values[1]})));
}

// Every value of the field's type that the run came across, and its neighbours.
void Candidates::add_traced(const run::Slot& place, const std::vector<Traced>& traced, std::vector<Value>& out) const {
  const Decimal unit = unit_of(place);
  std::size_t seen = 0;
  for (const Traced& one : traced) {
    for (const std::optional<Value>& value : one.trace.values) {
      if (!value || value->is_stuck() || value->is_blank() || seen == kMostTraced) continue;
      const std::optional<Decimal> at = position(*value);
      if (!at || (place.type == Type::kNumber) != (value->kind() == ValueKind::kNumber)) continue;
      if ((place.type == Type::kTime) != (value->kind() == ValueKind::kTime)) continue;
      ++seen;
      for (const Decimal& step : {Decimal(), unit, -unit}) {
        if (const std::optional<Value> near = at_position(place.type, *at + step)) out.push_back(*near);
      }
    }
  }
}

// For each comparison of two known values: by how much they differ, added to and taken from the field; and the field
// in proportion.
void Candidates::add_boundaries(const run::Slot& place, const Value& now, const std::vector<Traced>& traced,
                                std::vector<Value>& out) const {
  const std::optional<Decimal> from = now.is_blank() ? Decimal() : position(now);
  if (!from) return;
  const Decimal unit = unit_of(place);
  const auto add = [&](const Decimal& at) {
    for (const Decimal& step : {Decimal(), unit, -unit}) {
      if (const std::optional<Value> value = at_position(place.type, at + step)) out.push_back(*value);
    }
  };
  for (const Traced& one : traced) {
    const syntax::Tree& tree = one.formula->tree;
    for (syntax::NodeIndex i = 0; i < tree.size(); ++i) {
      if (!is_comparison(one.formula->facts[i].row)) continue;
      const auto operands = tree.operands(tree[i]);
      const std::optional<Value>& left = one.trace.values[operands[0]];
      const std::optional<Value>& right = one.trace.values[operands[1]];
      if (!left || !right) continue;
      const std::optional<Decimal> a = position(*left);
      const std::optional<Decimal> b = position(*right);
      if (!a || !b) continue;
      add(*from + (*b - *a));
      add(*from + (*a - *b));
      if (place.type != Type::kNumber) continue;
      if (const auto ratio = divide(*b, *a)) add(*from * *ratio);
      if (const auto ratio = divide(*a, *b)) add(*from * *ratio);
    }
  }
}

std::vector<Value> Candidates::of(std::uint32_t slot, bool prior, rules::Record& record,
                                  const std::vector<Traced>& traced) {
  const run::Slot& place = trial_.rules().layout()[slot];
  const Value now = (prior ? record.before : record.present).value(slot);
  std::vector<Value> found;
  const bool id = place.field && is_id(place.field->type);
  switch (place.type) {
    case Type::kNumber:
    case Type::kDate:
    case Type::kDateTime:
    case Type::kTime:
      add_boundaries(place, now.is_stuck() ? Value() : now, traced, found);
      add_traced(place, traced, found);
      if (place.type == Type::kNumber) add_numbers(place, found);
      else add_moments(place, record, found);
      break;
    case Type::kBoolean: found = {Value(true), Value(false)}; break;
    case Type::kPicklist:
    case Type::kMultiPicklist: add_choices(place, found); break;
    case Type::kText:
      if (id) found = {keep("000000000000002"), keep("000000000000003")};
      add_texts(place, traced, found);
      break;
    default: break;
  }
  if (place.type != Type::kBoolean) found.emplace_back();
  std::vector<Value> out;
  for (const Value& one : found) {
    const Value value = stored(place, one);
    const bool known = same(value, now) || std::any_of(out.begin(), out.end(), [&](const Value& other) { return same(value, other); });
    if (!known && out.size() < kMostCandidates) out.push_back(value);
  }
  if (const std::optional<Decimal> from = position(now)) {
    std::stable_sort(out.begin(), out.end(), [&](const Value& a, const Value& b) {
      const std::optional<Decimal> x = position(a);
      const std::optional<Decimal> y = position(b);
      if (!x || !y) return x.has_value() && !y.has_value();
      return compare((*x - *from).abs(), (*y - *from).abs()) < 0;
    });
  }
  return out;
}

}  // namespace presave::explain
