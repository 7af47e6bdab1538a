// Between doubles and decimal digits, rounded correctly in both directions. The C library could do it, but brings the
// whole of printf along, which the browser would have to load; and reads the host's locale.
#pragma once

#include <cstdint>

#include "engine/value/wide_integer.h"

namespace presave {

/// The double nearest to `coefficient` * 10^`exponent` (ties to even). The exponent must lie in -440..400, the
/// coefficient below 10^40.
double nearest_double(const WideInteger& coefficient, int exponent);

/// A number as `digits` * 10^`exponent`.
struct ShortDigits {
  std::uint64_t digits = 0;
  int exponent = 0;
};

/// The fewest significant digits, and at least `fewest` of them, that read back as `value`; at most 17. `value` must be
/// finite and above zero.
ShortDigits digits_that_read_back(double value, int fewest);

}  // namespace presave
