// Values on a scale, so that one search can walk over numbers, dates, moments and times.
#pragma once

#include <optional>

#include "engine/run/layout.h"
#include "engine/value/value.h"

namespace presave::explain {

/// Where a value stands: numbers themselves, dates and moments in days, times in milliseconds; none for all others.
std::optional<Decimal> position(const Value& value);

/// The value of a type at a position; none where there is no such value.
std::optional<Value> at_position(Type type, const Decimal& position);

/// Digits after the point that a field keeps. Of a percent field as formulas see it: a fraction.
int decimals_of(const run::Slot& place);

/// The smallest step of a field: a unit of its last decimal, a day, a minute.
Decimal unit_of(const run::Slot& place);

}  // namespace presave::explain
