// Between the language's numbers and the machine's: counts, positions and the double functions.
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/functions/function.h"

namespace presave::functions {

/// The integer part of a count, position or date part, held within 32 bits: no text, month or digit count is
/// longer, so what lies beyond behaves as the bound does.
inline std::int32_t whole(const Decimal& number) {
  constexpr std::int64_t kMost = INT32_MAX;
  const std::int64_t beyond = number.sign() < 0 ? -kMost : kMost;
  const std::int64_t value = number.to_int64_truncated().value_or(beyond);
  return static_cast<std::int32_t>(std::clamp(value, -kMost, kMost));
}

/// The decimal of a double's shortest spelling; a fault for what is not a number or infinite.
inline Answer<Decimal> decimal_of(double value) {
  const std::optional<Decimal> number = Decimal::from_double(value);
  if (!number) return EvalFault::kNumericDomain;
  return *number;
}

}  // namespace presave::functions
