#include "engine/lint/subject.h"

#include <algorithm>
#include <array>

#include "engine/functions/operators.h"

namespace presave::lint {

using functions::Form;

namespace {

struct Range {
  std::string_view function;
  int least;
  int most;
};
// Whole numbers that are never outside these bounds.
constexpr std::array kRanges = {
    Range{"DAY", 1, 31},     Range{"DAYOFYEAR", 1, 366},   Range{"HOUR", 0, 23},
    Range{"ISOWEEK", 1, 53}, Range{"MILLISECOND", 0, 999}, Range{"MINUTE", 0, 59},
    Range{"MONTH", 1, 12},   Range{"SECOND", 0, 59},       Range{"WEEKDAY", 1, 7}};

Domain domain_of_length(const Formula& formula, NodeIndex text) {
  Domain domain{Decimal(), std::nullopt, true, false};
  const schema::Field* field = formula.field_read(text);
  const bool bounded =
      field && !field->is_formula() && field->type != schema::FieldType::kHtml && field->length;
  if (bounded && *field->length > 0) domain.most = Decimal::from_int(*field->length);
  return domain;
}

// What a number field cannot hold, no record brings.
Domain domain_of_field(const schema::Field& field) {
  const bool stored = field.type == schema::FieldType::kNumber || field.type == schema::FieldType::kCurrency;
  constexpr int kMostDigits = 18;
  if (!stored || field.is_formula() || field.roll_up || !field.precision || *field.precision > kMostDigits)
    return {};
  const int digits = *field.precision - field.scale.value_or(0);
  if (digits < 0 || digits > kMostDigits) return {};
  const Decimal bound = Decimal::from_int(1).scaled10(digits);
  return {-bound, bound, false, true};
}

}  // namespace

Domain domain_of(const Formula& formula, NodeIndex index) {
  if (const schema::Field* field = formula.field_read(index)) return domain_of_field(*field);
  if (formula.calls(index, "LEN")) return domain_of_length(formula, formula.operands(index)[0]);
  if (formula.calls(index, "FIND")) return {Decimal(), std::nullopt, true, true};
  for (const Range& range : kRanges) {
    if (formula.calls(index, range.function)) {
      return {Decimal::from_int(range.least), Decimal::from_int(range.most), true, true};
    }
  }
  return {};
}

void Subject::add_mark(const Value& value) {
  const auto at = std::lower_bound(marks_.begin(), marks_.end(), value,
                                   [](const Value& a, const Value& b) { return order_of(a, b) < 0; });
  if (at == marks_.end() || order_of(*at, value) != 0) marks_.insert(at, value);
}

std::size_t Subject::classes() const {
  switch (kind_) {
    case Kind::kCondition:
      return 3;
    case Kind::kOrdered:
      return 2 + 2 * marks_.size();
    case Kind::kChoice:
      return 2 + marks_.size();
    case Kind::kPair:
      return 4;
  }
  return 0;
}

bool Subject::is_possible(std::size_t cls) const {
  const bool blank = kind_ == Kind::kCondition ? cls == 2 : cls == kBlankClass;
  if (blank) return domain_.blank;
  if (kind_ != Kind::kOrdered) return true;
  // Odd classes are gaps, even ones marks.
  return cls % 2 == 0 ? may_be(marks_[cls / 2 - 1]) : gap_is_possible(cls / 2);
}

bool Subject::may_be(const Value& number) const {
  if (number.kind() != ValueKind::kNumber) return true;
  const Decimal& wanted = number.number();
  if (domain_.whole && !wanted.is_integer()) return false;
  return !(domain_.least && wanted < *domain_.least) && !(domain_.most && wanted > *domain_.most);
}

namespace {

// An end of an interval; an open one does not belong to it.
struct End {
  Decimal at;
  bool open = false;
};

// The narrower of two lower (sign 1) or upper (sign -1) ends.
std::optional<End> narrower(std::optional<Decimal> closed, const Decimal* open, int sign) {
  if (!open) return closed ? std::optional<End>({*closed, false}) : std::nullopt;
  if (closed && compare(*closed, *open) * sign > 0) return End{*closed, false};
  return End{*open, true};
}

bool holds_a_value(const End& low, const End& high, bool whole) {
  if (whole && low.at.is_integer() && high.at.is_integer()) {
    const Decimal one = Decimal::from_int(1);
    return !((low.open ? low.at + one : low.at) > (high.open ? high.at - one : high.at));
  }
  return low.at < high.at || (low.at == high.at && !low.open && !high.open);
}

}  // namespace

// Gap 0 is below the first mark, gap n above mark n - 1.
bool Subject::gap_is_possible(std::size_t gap) const {
  if (marks_.empty() || marks_.front().kind() != ValueKind::kNumber) return true;
  const std::optional<End> low = narrower(domain_.least, gap > 0 ? &marks_[gap - 1].number() : nullptr, 1);
  const std::optional<End> high =
      narrower(domain_.most, gap < marks_.size() ? &marks_[gap].number() : nullptr, -1);
  return !low || !high || holds_a_value(*low, *high, domain_.whole);
}

bool Subject::holds_zero(std::size_t cls) const {
  const std::size_t above = cls / 2;
  if (cls % 2 == 0) return cls != kBlankClass && marks_[above - 1].number().is_zero();
  const bool after = above == 0 || marks_[above - 1].number() < Decimal();
  return after && (above == marks_.size() || marks_[above].number() > Decimal());
}

bool Subject::holds_more(std::size_t cls) const {
  const std::size_t above = cls / 2;
  if (cls % 2 == 0) return cls != kBlankClass && marks_[above - 1].number() > Decimal();
  return above == marks_.size() || marks_[above].number() > Decimal::from_int(1);
}

namespace {

Truth truth(bool value) {
  return value ? kTrue : kFalse;
}

}  // namespace

Truth Subject::compared(Form form, const Value& mark, std::size_t cls) const {
  if (kind_ == Kind::kPair) {
    if (cls == kBlankClass) return kBlank;
    return truth(functions::holds(form, static_cast<int>(cls) - 2));
  }
  if (kind_ == Kind::kChoice) {  // blank text equals "", and is otherwise a value like any other
    const bool equal =
        mark.is_blank() ? cls == kBlankClass
                        : cls > kBlankClass && cls <= marks_.size() && order_of(marks_[cls - 1], mark) == 0;
    return truth(equal == (form == Form::kEqual));
  }
  if (cls == kBlankClass) return kBlank;
  const auto at = std::lower_bound(marks_.begin(), marks_.end(), mark,
                                   [](const Value& a, const Value& b) { return order_of(a, b) < 0; });
  const std::size_t class_of_mark = 2 * static_cast<std::size_t>(at - marks_.begin()) + 2;
  return truth(functions::holds(form, cls < class_of_mark ? -1 : cls > class_of_mark ? 1 : 0));
}

}  // namespace presave::lint
