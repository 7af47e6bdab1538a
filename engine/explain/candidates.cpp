#include "engine/explain/candidates.h"

#include <algorithm>

#include "engine/base/join.h"
#include "engine/base/stable_sort.h"
#include "engine/explain/sample_text.h"
#include "engine/explain/scale.h"
#include "engine/value/utf16.h"

namespace presave::explain {
namespace {

using functions::Form;
using schema::FieldType;

constexpr std::size_t kLongestPadding = 300;       // characters of a text made to a length
constexpr std::size_t kMostTracedTexts = 20;

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

/// The values found for one field: each once, as the field keeps it, and no more than are wanted. Every offer costs.
class Candidates::Offers {
 public:
  Offers(const run::Slot& place, const Value& now, std::deque<std::string>& texts, Meter& meter)
      : place_(place), now_(now), texts_(texts), meter_(meter) {}

  /// One place is kept for blank.
  bool is_full() const { return values_.size() == kMostCandidates - 1 || meter_.is_spent(); }
  void add(const Value& value) { (void)is_new(stored(place_, value)); }
  void add_if(const std::optional<Value>& value) {
    if (value) add(*value);
  }
  void add_blank() {
    if (!now_.is_blank()) values_.emplace_back();
  }
  /// The same for a text, which is kept only where it is new.
  void add_text(std::string text) {
    meter_.spend(text.size());
    if (!is_new(Text(text))) return;
    texts_.push_back(std::move(text));
    values_.back() = Text(texts_.back());
  }
  std::vector<Value> take() && { return std::move(values_); }

 private:
  bool is_new(const Value& value) {
    meter_.spend(1 + values_.size());
    if (is_full() || same(value, now_)) return false;
    for (const Value& other : values_) {
      if (same(value, other)) return false;
    }
    values_.push_back(value);
    return true;
  }

  const run::Slot& place_;
  const Value now_;
  std::deque<std::string>& texts_;
  Meter& meter_;
  std::vector<Value> values_;
};

Candidates::Candidates(const RuleTrial& trial) : trial_(trial) {
  collect_literals(trial.formula());
  for (const RuleTrial::Opened& one : trial.opened()) collect_literals(one.formula);
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

void Candidates::add_numbers(const run::Slot& place, Offers& out) const {
  const Decimal unit = unit_of(place);
  for (const Decimal& number : numbers_) {
    if (out.is_full()) return;
    for (const Decimal& near : {number, number + unit, number - unit}) out.add(near);
  }
  for (const Decimal& plain : {Decimal(), Decimal::from_int(1), -unit}) out.add(plain);
}

// What the formula compares with, also filled up to each length that it names.
void Candidates::add_texts(const run::Slot& place, const std::vector<Traced>& traced, Offers& out) const {
  const std::size_t most = place.field && place.field->length ? static_cast<std::size_t>(*place.field->length) : kLongestPadding;
  const auto add = [&](std::string text) {
    if (utf16_length(text) <= most) out.add_text(std::move(text));
  };
  for (const char* plain : {"x", "y", "1", "1.5"}) add(plain);
  std::size_t seen = 0;
  for (const Traced& one : traced) {
    for (const std::optional<Value>& value : one.trace.values) {
      const bool is_text = value && value->kind() == ValueKind::kText;
      if (is_text && !out.is_full() && seen++ < kMostTracedTexts) add(std::string(value->view()));
    }
  }
  for (const std::string& literal : literals_) {
    if (out.is_full()) return;
    add(literal);
    add("x" + literal);
    add(literal + "x");
  }
  add_padded(out, most);
}

void Candidates::add_padded(Offers& out, std::size_t most) const {
  for (const Decimal& number : numbers_) {
    const std::optional<std::int64_t> length = number.to_int64_truncated();
    if (!length || *length < 1 || static_cast<std::size_t>(*length) > std::min(most, kLongestPadding)) continue;
    const auto wanted = static_cast<std::size_t>(*length);
    out.add_text(std::string(wanted, '1'));
    out.add_text(std::string(wanted, 'x'));
    if (wanted > 1) out.add_text(std::string(wanted - 1, 'x'));
    for (const std::string& literal : literals_) {
      if (out.is_full()) return;
      if (literal.empty() || literal.size() >= wanted) continue;
      out.add_text(literal + std::string(wanted - literal.size(), '1'));
      out.add_text(literal + std::string(wanted - literal.size(), 'x'));
    }
  }
}

// Around the present day, by every number that the formula names; and the hours that it names.
void Candidates::add_moments(const run::Slot& place, const rules::Record& record, Offers& out) const {
  constexpr std::int64_t kMsOfHour = 3'600'000;
  const bool time = place.type == Type::kTime;
  const Decimal start = time ? Decimal::from_int(12 * kMsOfHour) : *position(record.context.now);
  const Decimal unit = unit_of(place);
  const auto add = [&](const Decimal& at) { out.add_if(at_position(place.type, at)); };
  for (const Decimal& step : {Decimal(), unit, -unit}) add(start + step);
  for (const Decimal& number : numbers_) {
    if (out.is_full()) return;
    for (const Decimal& step : {Decimal(), unit, -unit}) {
      add((time ? number * Decimal::from_int(kMsOfHour) : start + number) + step);
      if (!time) add(start - number + step);
    }
  }
}

void Candidates::add_choices(const run::Slot& place, Offers& out) const {
  std::vector<std::string> values;
  if (place.field && !place.field->built_in_values) {  // else what this org has is not known
    for (const schema::PicklistValue& value : place.field->values) {
      if (value.active) values.push_back(value.value);
    }
  }
  if (values.empty()) values = literals_;
  for (const std::string& value : values) out.add_text(value);
  if (place.type == Type::kMultiPicklist && values.size() > 1) out.add_text(join({values[0], ";", values[1]}));
}

// Every value of the field's type that the run came across, and its neighbours.
void Candidates::add_traced(const run::Slot& place, const std::vector<Traced>& traced, Offers& out) const {
  const Decimal unit = unit_of(place);
  for (const Traced& one : traced) {
    for (const std::optional<Value>& value : one.trace.values) {
      if (out.is_full()) return;
      if (!value || value->is_stuck() || value->is_blank()) continue;
      const std::optional<Decimal> at = position(*value);
      if (!at || (place.type == Type::kNumber) != (value->kind() == ValueKind::kNumber)) continue;
      if ((place.type == Type::kTime) != (value->kind() == ValueKind::kTime)) continue;
      for (const Decimal& step : {Decimal(), unit, -unit}) out.add_if(at_position(place.type, *at + step));
    }
  }
}

// For each comparison of two known values: by how much they differ, added to and taken from the field; and the field
// in proportion.
void Candidates::add_boundaries(const run::Slot& place, const Value& now, const std::vector<Traced>& traced,
                                Offers& out) const {
  const std::optional<Decimal> from = now.is_blank() ? Decimal() : position(now);
  if (!from) return;
  const Decimal unit = unit_of(place);
  const auto add = [&](const Decimal& at) {
    for (const Decimal& step : {Decimal(), unit, -unit}) out.add_if(at_position(place.type, at + step));
  };
  for (const Traced& one : traced) {
    const syntax::Tree& tree = one.formula->tree;
    for (syntax::NodeIndex i = 0; i < tree.size(); ++i) {
      if (out.is_full()) return;
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
                                  const std::vector<Traced>& traced, Meter& meter) {
  const Value now = (prior ? record.before : record.present).value(slot);
  return of_place(trial_.rules().layout()[slot], now, record, traced, meter);
}

// A rate is a number above zero, with six decimals as in Salesforce. A record that is not found is a blank answer.
std::vector<Value> Candidates::of_answer(const rules::Question& question, rules::Record& record,
                                         const std::vector<Traced>& traced, Meter& meter) {
  const Value now = record.answers.answer_to(question).value_or(Value::not_loaded(0));
  if (question.field != run::kNoSlot) {
    return of_place(trial_.rules().layout()[question.field], now, record, traced, meter);
  }
  schema::Field field;
  field.type = schema::FieldType::kNumber;
  field.scale = 6;
  run::Slot place;
  place.type = Type::kNumber;
  place.field = &field;
  std::vector<Value> rates = of_place(place, now, record, traced, meter);
  std::erase_if(rates, [](const Value& rate) { return rate.is_blank() || compare(rate.number(), Decimal()) <= 0; });
  return rates;
}

std::vector<Value> Candidates::of_place(const run::Slot& place, const Value& now, rules::Record& record,
                                        const std::vector<Traced>& traced, Meter& meter) {
  Offers found(place, now, texts_, meter);
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
    case Type::kBoolean:
      found.add(Value(true));
      found.add(Value(false));
      break;
    case Type::kPicklist:
    case Type::kMultiPicklist: add_choices(place, found); break;
    case Type::kText:
      if (place.field && is_id(place.field->type)) {
        for (const char* id : {"000000000000002", "000000000000003"}) found.add_text(id);
      }
      add_texts(place, traced, found);
      break;
    default: break;
  }
  if (place.type != Type::kBoolean) found.add_blank();
  std::vector<Value> out = std::move(found).take();
  if (const std::optional<Decimal> from = position(now)) {
    sort_stably(out, [&](const Value& a, const Value& b) {
      const std::optional<Decimal> x = position(a);
      const std::optional<Decimal> y = position(b);
      if (!x || !y) return x.has_value() && !y.has_value();
      return compare((*x - *from).abs(), (*y - *from).abs()) < 0;
    });
  }
  return out;
}

}  // namespace presave::explain
