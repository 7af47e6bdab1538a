#include "engine/value/decimal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/base/real_math.h"
#include "engine/value/wide_integer.h"

namespace presave {
namespace {

/// Sums are aligned exactly as long as they stay below this many digits; beyond, the smaller number cannot be
/// seen.
constexpr int kAlignedDigits = 80;

/// The powers of ten of one machine word.
constexpr std::size_t kWordPowers = 20;
constexpr std::array<std::uint64_t, kWordPowers> kWordPowersOfTen = [] {
  std::array<std::uint64_t, kWordPowers> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

/// 10^exponent, where that is a word.
std::optional<std::uint64_t> word_power_of_ten(std::int32_t exponent) {
  if (exponent < 0 || exponent >= static_cast<std::int32_t>(kWordPowers)) return std::nullopt;
  return kWordPowersOfTen[static_cast<std::size_t>(exponent)];
}

/// Digits of a word; 1 for 0.
int digits_of_word(std::uint64_t word) {
  // log10 from the length in bits: 1233 / 4096 is just above log10(2).
  const int guess = ((64 - __builtin_clzll(word | 1)) * 1233) >> 12;
  return guess + (word >= kWordPowersOfTen[static_cast<std::size_t>(guess)] ? 1 : 0) + (word == 0 ? 1 : 0);
}

/// Whether a magnitude that loses `rest` of `unit` (rest < unit) moves one step away from zero.
bool moves_away(Rounding mode, std::uint64_t rest, std::uint64_t unit, bool negative) {
  switch (mode) {
    case Rounding::kHalfUp: return rest >= unit - rest;
    case Rounding::kHalfDown: return rest > unit - rest;
    case Rounding::kTowardZero: return false;
    case Rounding::kCeiling: return !negative && rest != 0;
    case Rounding::kFloor: return negative && rest != 0;
  }
  return false;
}

/// Drops the last `count` digits (at least 1).
void round_off(WideInteger& coefficient, int count, Rounding mode, bool negative) {
  const bool inexact = coefficient.divide_power_of_ten(count - 1);
  const std::uint32_t last = coefficient.divide_small(10);
  bool away = false;
  switch (mode) {
    case Rounding::kHalfUp:
      away = last >= 5;
      break;
    case Rounding::kHalfDown:
      away = last > 5 || (last == 5 && inexact);
      break;
    case Rounding::kTowardZero:
      break;
    case Rounding::kCeiling:
      away = !negative && (last != 0 || inexact);
      break;
    case Rounding::kFloor:
      away = negative && (last != 0 || inexact);
      break;
  }
  if (away) coefficient.add(WideInteger(1));
}

}  // namespace

WideInteger Decimal::coefficient() const {
  return WideInteger(lo_, hi_, top_);
}

/// The one way back from a wide coefficient: rounds to `digits` and brings the scale into its bounds.
Decimal Decimal::fit(WideInteger coefficient, std::int32_t scale, bool negative, int digits) {
  constexpr std::size_t kSurelyFits = 4;  // limbs: 2^128 < 10^39
  int excess = scale - kMaxScale;
  if (digits < kDigits || !coefficient.fits(kSurelyFits))
    excess = std::max(excess, coefficient.digits() - digits);
  if (excess > 0) {
    round_off(coefficient, excess, Rounding::kHalfUp, negative);
    scale -= excess;
  }
  if (coefficient.is_zero()) return Decimal();
  if (!coefficient.fits(kSurelyFits) && coefficient.digits() > kDigits) {  // rounding up made 10^39
    coefficient.divide_small(10);
    --scale;
  }
  if (scale < kMinScale) {
    const int lift = kMinScale - scale;
    if (coefficient.digits() + lift > kDigits) return overflow();
    coefficient.multiply_power_of_ten(lift);
    scale = kMinScale;
  }
  Decimal result;
  result.lo_ = coefficient.word(0);
  result.hi_ = coefficient.word(1);
  result.top_ = static_cast<std::uint8_t>(coefficient.word(2));
  result.scale_ = scale;
  result.negative_ = negative;
  return result;
}

Decimal Decimal::add_wide(const Decimal& a, const Decimal& b) {
  if (a.is_overflow() || b.is_overflow()) return overflow();
  if (a.is_zero()) return b;
  if (b.is_zero()) return a;
  const Decimal& coarse = a.scale_ <= b.scale_ ? a : b;
  const Decimal& fine = a.scale_ <= b.scale_ ? b : a;
  WideInteger x = coarse.coefficient();
  WideInteger y = fine.coefficient();
  const std::int32_t step = fine.scale_ - coarse.scale_;
  // `fine` is then below 10^-41 of `coarse`: less than half of its 39th digit.
  if (x.digits() + step > kAlignedDigits) return coarse;
  x.multiply_power_of_ten(step);
  if (a.negative_ == b.negative_) {
    x.add(y);
    return fit(x, fine.scale_, a.negative_);
  }
  if (x.compare(y) >= 0) {
    x.subtract(y);
    return fit(x, fine.scale_, coarse.negative_);
  }
  y.subtract(x);
  return fit(y, fine.scale_, fine.negative_);
}

Decimal Decimal::multiply_to(const Decimal& a, const Decimal& b, int digits) {
  if (a.is_overflow() || b.is_overflow()) return overflow();
  const WideInteger product = WideInteger::product(a.coefficient(), b.coefficient());
  return fit(product, a.scale_ + b.scale_, a.negative_ != b.negative_, digits);
}

Decimal Decimal::multiply_wide(const Decimal& a, const Decimal& b) {
  return multiply_to(a, b, kDigits);
}

int Decimal::compare_wide(const Decimal& a, const Decimal& b) {
  if (a.is_overflow() || b.is_overflow()) return int{a.is_overflow()} - int{b.is_overflow()};
  const int a_sign = a.sign();
  if (a_sign != b.sign()) return a_sign < b.sign() ? -1 : 1;
  if (a_sign == 0) return 0;
  WideInteger x = a.coefficient();
  WideInteger y = b.coefficient();
  // Where the first digit stands decides; only numbers of equal length are aligned.
  const int a_length = x.digits() - a.scale_;
  const int b_length = y.digits() - b.scale_;
  if (a_length != b_length) return a_length < b_length ? -a_sign : a_sign;
  if (a.scale_ < b.scale_) x.multiply_power_of_ten(b.scale_ - a.scale_);
  if (b.scale_ < a.scale_) y.multiply_power_of_ten(a.scale_ - b.scale_);
  return x.compare(y) * a_sign;
}

/// `b` must not be zero.
Decimal Decimal::divide_to(const Decimal& a, const Decimal& b, int digits) {
  if (a.is_overflow() || b.is_overflow()) return overflow();
  const bool negative = a.negative_ != b.negative_;
  if (a.is_word() && b.is_word() && a.lo_ % b.lo_ == 0) {
    return fit(WideInteger(a.lo_ / b.lo_), a.scale_ - b.scale_, negative, digits);
  }
  // Hundredths and the like: the digits stay, the point moves.
  const int zeros = digits_of_word(b.lo_) - 1;
  const std::int32_t moved = a.scale_ - b.scale_ + zeros;
  const bool fits = moved >= kMinScale && moved <= kMaxScale && digits == kDigits;
  if (fits && b.is_word() && b.lo_ == kWordPowersOfTen[static_cast<std::size_t>(zeros)]) {
    Decimal result = a;
    result.scale_ = moved;
    result.negative_ = negative && !a.is_zero();
    return result;
  }
  WideInteger dividend = a.coefficient();
  const WideInteger divisor = b.coefficient();
  // One digit more than asked for decides HALF_UP; what is behind it does not matter.
  const int lift = std::max(0, digits + 1 + divisor.digits() - dividend.digits());
  dividend.multiply_power_of_ten(lift);
  return fit(WideInteger::divide(dividend, divisor).quotient, a.scale_ - b.scale_ + lift, negative, digits);
}

std::optional<Decimal> divide(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  return Decimal::divide_to(a, b, Decimal::kDigits);
}

std::optional<Decimal> remainder(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  if (a.is_overflow() || b.is_overflow()) return Decimal::overflow();
  if (Decimal::Aligned pair; Decimal::align(a, b, pair)) return Decimal::from_signed(pair.a % pair.b, pair.scale);
  if (a.abs() < b.abs()) return a;
  WideInteger dividend = a.coefficient();
  WideInteger divisor = b.coefficient();
  const std::int32_t scale = std::max(a.scale_, b.scale_);
  // The divisor is the smaller number, so it fits where the dividend does.
  if (dividend.digits() + scale - a.scale_ > kAlignedDigits) return Decimal::remainder_of_long_quotient(a, b);
  dividend.multiply_power_of_ten(scale - a.scale_);
  divisor.multiply_power_of_ten(scale - b.scale_);
  const auto [quotient, rest] = WideInteger::divide(dividend, divisor);
  if (quotient.digits() > Decimal::kDigits) return Decimal::remainder_of_long_quotient(a, b);
  return Decimal::fit(rest, scale, a.negative_);
}

/// The quotient is 10^39 or more, and may still have 39 digits and zeros behind them: then the remainder is
/// known.
std::optional<Decimal> Decimal::remainder_of_long_quotient(const Decimal& a, const Decimal& b) {
  WideInteger dividend = a.coefficient();
  const WideInteger divisor = b.coefficient();
  int lift = kDigits + divisor.digits() - dividend.digits();  // gives a quotient of 39 or 40 digits
  dividend.multiply_power_of_ten(lift);
  auto [quotient, rest] = WideInteger::divide(dividend, divisor);
  if (quotient.digits() > kDigits) {
    const WideInteger last(quotient.divide_small(10));
    rest.add(WideInteger::product(divisor, last));
    rest.divide_power_of_ten(1);  // exact: the dividend was lifted at least once
    --lift;
  }
  const Decimal result = fit(rest, a.scale_ + lift, a.negative_);
  if (result.abs() >= b.abs()) return std::nullopt;
  return result;
}

std::optional<Decimal> power(const Decimal& a, std::int32_t exponent) {
  constexpr int kPowerDigits = 18;
  constexpr double kMaxLog10 = 64;
  constexpr std::int32_t kMaxExponent = 999'999'999;
  if (exponent < -kMaxExponent || exponent > kMaxExponent) return std::nullopt;
  if (exponent == 0) return Decimal::from_int(1);
  if (a.is_zero() && exponent < 0) return std::nullopt;
  if (a.is_overflow()) return a;
  if (!a.is_zero() && real::log(a.abs().to_double()) / real::log(10.0) * exponent > kMaxLog10)
    return std::nullopt;

  // Square and multiply, each step rounded to a few digits more than the result (ANSI X3.274, as Java does
  // it), so that the last digit comes out the same.
  const auto magnitude = static_cast<std::uint32_t>(exponent < 0 ? -exponent : exponent);
  const int working_digits = kPowerDigits + WideInteger(magnitude).digits() + 1;
  Decimal result = Decimal::from_int(1);
  for (std::uint32_t bit = std::uint32_t{1} << 31; bit != 0; bit >>= 1) {
    result = Decimal::multiply_to(result, result, working_digits);
    if ((magnitude & bit) != 0) result = Decimal::multiply_to(result, a, working_digits);
  }
  if (exponent < 0) {
    // What passed the bound on the way up is far below the smallest result.
    if (result.is_overflow()) return Decimal();
    if (result.is_zero()) return std::nullopt;
    result = Decimal::divide_to(Decimal::from_int(1), result, working_digits);
  }
  result = result.round_significant(kPowerDigits, Rounding::kHalfUp);
  if (result.abs() < Decimal::from_scaled(1, Decimal::kDigits)) return Decimal();
  return result;
}

bool Decimal::is_integer() const {
  if (const auto unit = word_power_of_ten(scale_); unit && is_word()) return lo_ % *unit == 0;
  return scale_ <= 0 || truncate_to(0) == *this;
}

int Decimal::integer_digits() const {
  if (is_zero() || is_overflow()) return 0;
  const int digits = is_word() ? digits_of_word(lo_) : coefficient().digits();
  return std::max(0, digits - scale_);
}

std::optional<std::int64_t> Decimal::to_int64_truncated() const {
  constexpr int kMaxInt64Digits = 19;
  if (const auto unit = word_power_of_ten(scale_); unit && is_word() && lo_ / *unit <= INT64_MAX) {
    const auto whole = static_cast<std::int64_t>(lo_ / *unit);
    return negative_ ? -whole : whole;
  }
  if (is_overflow() || integer_digits() > kMaxInt64Digits) return std::nullopt;
  const Decimal whole = truncate_to(0);
  WideInteger magnitude = whole.coefficient();
  if (!magnitude.is_zero()) magnitude.multiply_power_of_ten(-whole.scale_);
  constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const std::uint64_t bound = whole.negative_ ? kMax + 1 : kMax;
  if (magnitude.word(0) > bound || magnitude.word(1) != 0) return std::nullopt;
  return static_cast<std::int64_t>(whole.negative_ ? 0 - magnitude.word(0) : magnitude.word(0));
}

Decimal Decimal::rounded(std::int32_t digits, Rounding mode) const {
  if (is_overflow() || digits >= scale_ || is_zero()) return *this;
  const auto unit = digits >= kMinScale ? word_power_of_ten(scale_ - digits) : std::nullopt;
  if (unit && is_word()) {
    Decimal result;
    result.lo_ = lo_ / *unit + (moves_away(mode, lo_ % *unit, *unit, negative_) ? 1 : 0);
    if (result.lo_ == 0) return Decimal();
    result.scale_ = digits;
    result.negative_ = negative_;
    return result;
  }
  // Below the bound every result is zero or an overflow.
  const std::int32_t scale = std::max(digits, kMinScale - 2 * kDigits);
  WideInteger rounded = coefficient();
  round_off(rounded, scale_ - scale, mode, negative_);
  return fit(rounded, scale, negative_);
}

Decimal Decimal::round_significant(int digits, Rounding mode) const {
  if (is_overflow()) return *this;
  const int excess = coefficient().digits() - digits;
  return excess > 0 ? rounded(scale_ - excess, mode) : *this;
}

Decimal Decimal::scaled10(std::int32_t exponent) const {
  if (is_overflow() || is_zero()) return *this;
  constexpr std::int32_t kFarthest =
      kMaxScale - kMinScale + 2 * kDigits;  // beyond, all is zero or an overflow
  return fit(coefficient(), scale_ - std::clamp(exponent, -kFarthest, kFarthest), negative_);
}

}  // namespace presave
