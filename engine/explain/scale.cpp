#include "engine/explain/scale.h"

#include "engine/value/calendar.h"

namespace presave::explain {
namespace {

constexpr std::int64_t kMsOfDay = 86'400'000;

}  // namespace

std::optional<Decimal> position(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNumber: return value.number();
    case ValueKind::kDate: return Decimal::from_int(value.date().days);
    case ValueKind::kDateTime: return divide(Decimal::from_int(value.instant().ms), Decimal::from_int(kMsOfDay));
    case ValueKind::kTime: return Decimal::from_int(value.time().ms);
    default: return std::nullopt;
  }
}

std::optional<Value> at_position(Type type, const Decimal& position) {
  if (type == Type::kNumber) return position.is_overflow() ? std::nullopt : std::optional<Value>(position);
  const std::optional<std::int64_t> whole = position.floor().to_int64_truncated();
  if (!whole) return std::nullopt;
  if (type == Type::kDate && in_calendar(static_cast<DayNumber>(*whole)) && *whole == static_cast<DayNumber>(*whole)) {
    return Value(Date{static_cast<DayNumber>(*whole)});
  }
  if (type == Type::kDateTime) {
    const std::optional<std::int64_t> ms = (position * Decimal::from_int(kMsOfDay)).floor().to_int64_truncated();
    if (ms && in_calendar(static_cast<DayNumber>(*whole))) return Value(DateTime{*ms});
  }
  if (type == Type::kTime && *whole >= 0 && *whole < kMsOfDay) return Value(Time{static_cast<std::int32_t>(*whole)});
  return std::nullopt;
}

int decimals_of(const run::Slot& place) {
  if (!place.field) return 0;
  return place.field->scale.value_or(0) + (place.field->type == schema::FieldType::kPercent ? 2 : 0);
}

Decimal unit_of(const run::Slot& place) {
  constexpr std::int64_t kMsOfMinute = 60'000;
  if (place.type == Type::kTime) return Decimal::from_int(kMsOfMinute);
  return place.type == Type::kNumber ? Decimal::from_int(1).scaled10(-decimals_of(place)) : Decimal::from_int(1);
}

}  // namespace presave::explain
