// Decimal: the number of the formula language. Java's BigDecimal with MathContext(39, HALF_UP), in 24 bytes
// without allocation. The paths that money takes (coefficients of one machine word) are inline here; all
// else is in decimal.cpp.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace presave {

class WideInteger;

/// How a number loses digits. Halves are seen on the magnitude: HALF_UP is away from zero.
enum class Rounding : std::uint8_t { kHalfUp, kHalfDown, kTowardZero, kCeiling, kFloor };

/// A decimal number: coefficient * 10^-scale, with a coefficient of at most 39 digits.
///
/// Every operation gives the exact result rounded to 39 significant digits, HALF_UP. Scales lie in
/// kMinScale..kMaxScale, so every value is a multiple of 10^-440 below 10^439 (doubles fit with room to
/// spare). What is nearer to zero is rounded to that multiple; what is larger becomes the one value
/// `overflow()`, which then stays: any operation with it gives it again. Callers turn it into a fault where a
/// result is used.
class Decimal {
 public:
  static constexpr int kDigits = 39;
  static constexpr std::int32_t kMinScale = -400;
  static constexpr std::int32_t kMaxScale = 440;

  /// Zero.
  constexpr Decimal() = default;

  /// Exact.
  static constexpr Decimal from_int(std::int64_t value) { return from_signed(value, 0); }

  /// `coefficient` * 10^-`scale`, exact; for constants. The scale must lie in kMinScale..kMaxScale.
  static constexpr Decimal from_scaled(std::int64_t coefficient, std::int32_t scale) {
    return from_signed(coefficient, scale);
  }

  /// Reads what Java's `new BigDecimal(String)` reads: optional sign, digits with an optional point (".5" and
  /// "5." too), optional exponent. Nothing else: no blanks, no grouping. None for other text, for text of
  /// more than kMaxParseChars, and for numbers that do not fit.
  static std::optional<Decimal> parse(std::string_view text);
  static constexpr std::size_t kMaxParseChars = 1000;

  /// The shortest decimal that reads back as `value`; none for NaN and infinities.
  static std::optional<Decimal> from_double(double value);

  /// The value that stands for "too large".
  static constexpr Decimal overflow() {
    Decimal result;
    result.top_ = kOverflowMark;
    return result;
  }
  constexpr bool is_overflow() const { return top_ == kOverflowMark; }

  /// The nearest double (ties to even).
  double to_double() const;

  constexpr bool is_zero() const { return (lo_ | hi_ | top_) == 0; }
  /// -1, 0 or 1.
  constexpr int sign() const { return is_zero() ? 0 : (negative_ ? -1 : 1); }
  /// True when there is no fraction: 3.00 is an integer.
  bool is_integer() const;
  /// Digits before the point: 3 for 150.25, 0 for 0.5 and for 0.
  int integer_digits() const;
  /// The integer part; none when it does not fit.
  std::optional<std::int64_t> to_int64_truncated() const;

  constexpr Decimal operator-() const {
    Decimal result = *this;
    result.negative_ = !negative_ && !is_zero();
    return result;
  }
  constexpr Decimal abs() const {
    Decimal result = *this;
    result.negative_ = false;
    return result;
  }

  friend Decimal operator+(const Decimal& a, const Decimal& b) {
    Aligned pair;
    if (align(a, b, pair)) return from_signed(pair.a + pair.b, pair.scale);
    return add_wide(a, b);
  }
  friend Decimal operator-(const Decimal& a, const Decimal& b) {
    Aligned pair;
    if (align(a, b, pair)) return from_signed(pair.a - pair.b, pair.scale);
    return add_wide(a, -b);
  }
  friend Decimal operator*(const Decimal& a, const Decimal& b) {
    const std::int32_t scale = a.scale_ + b.scale_;
    if (!a.is_word() || !b.is_word() || scale < kMinScale || scale > kMaxScale) return multiply_wide(a, b);
    // Two words make less than 2^128 < 10^39: nothing to round.
    const Uint128 product = static_cast<Uint128>(a.lo_) * b.lo_;
    Decimal result;
    result.lo_ = static_cast<std::uint64_t>(product);
    result.hi_ = static_cast<std::uint64_t>(product >> 64);
    result.scale_ = scale;
    result.negative_ = (a.negative_ != b.negative_) && product != 0;
    return result;
  }

  /// -1, 0 or 1, by value (1.0 equals 1.00). The overflow value is above every number.
  friend int compare(const Decimal& a, const Decimal& b) {
    Aligned pair;
    if (align(a, b, pair)) return (pair.a > pair.b) - (pair.a < pair.b);
    return compare_wide(a, b);
  }
  friend bool operator==(const Decimal& a, const Decimal& b) { return compare(a, b) == 0; }
  friend std::weak_ordering operator<=>(const Decimal& a, const Decimal& b) { return compare(a, b) <=> 0; }

  /// None when `b` is zero.
  friend std::optional<Decimal> divide(const Decimal& a, const Decimal& b);
  /// What is left after whole times `b`, with the sign of `a`, exact. None when `b` is zero and when the
  /// whole quotient has more than 39 significant digits (as in Java).
  friend std::optional<Decimal> remainder(const Decimal& a, const Decimal& b);
  /// `a`^`exponent` as the formula language has it: 18 significant digits, a result below 1e-39 is 0, 0^0
  /// is 1. None when the result would pass 1e64 and for 0 to a negative power.
  friend std::optional<Decimal> power(const Decimal& a, std::int32_t exponent);

  /// Rounded to `digits` after the point; a negative count rounds before the point. Plain mathematics: the
  /// language's ROUND has a quirk of its own on top.
  Decimal rounded(std::int32_t digits, Rounding mode) const;
  Decimal round_half_up(std::int32_t digits) const { return rounded(digits, Rounding::kHalfUp); }
  Decimal truncate_to(std::int32_t digits) const { return rounded(digits, Rounding::kTowardZero); }
  /// The nearest integer not below, not above.
  Decimal ceiling() const { return rounded(0, Rounding::kCeiling); }
  Decimal floor() const { return rounded(0, Rounding::kFloor); }
  /// Rounded to `digits` significant digits; `digits` is at least 1.
  Decimal round_significant(int digits, Rounding mode) const;

  /// This number times 10^`exponent`, exact.
  Decimal scaled10(std::int32_t exponent) const;

  /// The most characters write() makes: sign, "0.", and one digit for each step of the larger scale bound.
  static constexpr std::size_t kMaxChars = 3 + static_cast<std::size_t>(kMaxScale);
  /// Writes the plain form into `out` (room for kMaxChars) and returns its length: no exponent, no grouping,
  /// no trailing zeros, "0" for zero. The overflow value is written as Salesforce shows it: "#Too Big!".
  std::size_t write(char* out) const;
  std::string to_string() const;

 private:
  __extension__ typedef unsigned __int128 Uint128;
  static constexpr std::uint8_t kOverflowMark = 0x80;

  /// Two numbers as integers at one scale, each below 2^62 so that their sum fits.
  struct Aligned {
    std::int64_t a;
    std::int64_t b;
    std::int32_t scale;
  };
  static constexpr std::int32_t kMaxStep = 18;
  static constexpr std::array<std::int64_t, kMaxStep + 1> kPowersOfTen = [] {
    std::array<std::int64_t, kMaxStep + 1> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
  }();

  static constexpr Decimal from_signed(std::int64_t value, std::int32_t scale) {
    Decimal result;
    result.negative_ = value < 0;
    result.lo_ = static_cast<std::uint64_t>(value);
    if (value < 0) result.lo_ = 0 - result.lo_;
    result.scale_ = scale;
    return result;
  }
  constexpr std::int64_t to_signed() const {
    const auto value = static_cast<std::int64_t>(lo_);
    return negative_ ? -value : value;
  }
  constexpr bool is_word() const { return (hi_ | top_) == 0; }

  /// Multiplies by 10^step when the product stays below 2^62 in magnitude.
  static bool lift(std::int64_t& value, std::int32_t step) {
    constexpr std::int64_t kBound = std::int64_t{1} << 62;
    return step <= kMaxStep &&
           !__builtin_mul_overflow(value, kPowersOfTen[static_cast<std::size_t>(step)], &value) &&
           value < kBound && value > -kBound;
  }
  static bool align(const Decimal& a, const Decimal& b, Aligned& pair) {
    if ((a.hi_ | b.hi_ | a.top_ | b.top_ | ((a.lo_ | b.lo_) >> 62)) != 0) return false;
    pair = {a.to_signed(), b.to_signed(), a.scale_};
    if (a.scale_ == b.scale_) return true;
    if (a.scale_ > b.scale_) return lift(pair.b, a.scale_ - b.scale_);
    pair.scale = b.scale_;
    return lift(pair.a, b.scale_ - a.scale_);
  }

  // Everything that does not fit one word, in decimal.cpp.
  WideInteger coefficient() const;
  std::size_t write_digits(char* out) const;
  static Decimal fit(WideInteger coefficient, std::int32_t scale, bool negative, int digits = kDigits);
  static Decimal multiply_to(const Decimal& a, const Decimal& b, int digits);
  static Decimal divide_to(const Decimal& a, const Decimal& b, int digits);
  static Decimal add_wide(const Decimal& a, const Decimal& b);
  static Decimal multiply_wide(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> remainder_of_long_quotient(const Decimal& a, const Decimal& b);
  static int compare_wide(const Decimal& a, const Decimal& b);

  std::uint64_t lo_ = 0;    // coefficient, bits 0 to 63
  std::uint64_t hi_ = 0;    // bits 64 to 127
  std::int32_t scale_ = 0;  // digits after the point; negative: zeros before it
  std::uint8_t top_ = 0;    // bits 128 and 129, or kOverflowMark
  bool negative_ = false;   // never with a zero coefficient
};

static_assert(sizeof(Decimal) == 24);

std::optional<Decimal> divide(const Decimal& a, const Decimal& b);
std::optional<Decimal> remainder(const Decimal& a, const Decimal& b);
std::optional<Decimal> power(const Decimal& a, std::int32_t exponent);

}  // namespace presave
