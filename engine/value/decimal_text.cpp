// Decimal in and out: text and doubles.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <iterator>
#include <limits>

#include "engine/value/decimal.h"
#include "engine/value/exact_double.h"
#include "engine/value/wide_integer.h"

namespace presave {
namespace {

/// The powers of ten that are exact doubles.
constexpr double kDoublePowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr auto kDoublePowerCount = static_cast<std::int32_t>(std::size(kDoublePowers));

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Digits of a number while they are read: the first ones as they are, the count of the rest.
class DigitReader {
 public:
  void take(char digit) {
    any_ = true;
    if (size_ == 0 && digit == '0') return;
    if (size_ < kKept) {
      value_.multiply_add(10, static_cast<std::uint32_t>(digit - '0'));
      ++size_;
    } else {
      ++dropped_;
    }
  }
  bool any() const { return any_; }
  const WideInteger& value() const { return value_; }
  /// Digits behind the kept ones: each stands for a factor of ten.
  int dropped() const { return dropped_; }

 private:
  // One more than a Decimal holds decides HALF_UP; the digits behind it do not matter.
  static constexpr int kKept = Decimal::kDigits + 1;
  WideInteger value_;
  int size_ = 0;
  int dropped_ = 0;
  bool any_ = false;
};

/// Reads "+12" to the end of the text; huge exponents stop at a bound that no number reaches.
std::optional<int> parse_exponent(std::string_view text) {
  constexpr int kBound = 1'000'000;
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = std::min(value * 10 + (c - '0'), kBound);
  }
  return negative ? -value : value;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  if (text.size() > kMaxParseChars) return std::nullopt;
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) ++at;
  DigitReader digits;
  std::int32_t scale = 0;
  bool point = false;
  for (; at < text.size(); ++at) {
    if (is_digit(text[at])) {
      digits.take(text[at]);
      if (point) ++scale;
    } else if (text[at] == '.' && !point) {
      point = true;
    } else {
      break;
    }
  }
  if (!digits.any()) return std::nullopt;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    const std::optional<int> exponent = parse_exponent(text.substr(at + 1));
    if (!exponent) return std::nullopt;
    scale -= *exponent;
  }
  const Decimal result = fit(digits.value(), scale - digits.dropped(), negative);
  if (result.is_overflow()) return std::nullopt;
  return result;
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  // What people type has few digits. A decimal of at most 15 digits is the only one of its length near its
  // double, so the first scale that reads back is the shortest; and one division of exact doubles reads back
  // correctly.
  constexpr double kFifteenDigits = 1e15;
  for (std::size_t scale = 0; scale < std::size(kDoublePowers); ++scale) {
    const double whole = std::nearbyint(value * kDoublePowers[scale]);
    if (std::fabs(whole) >= kFifteenDigits) break;
    if (whole / kDoublePowers[scale] == value) {
      return from_scaled(static_cast<std::int64_t>(whole), static_cast<std::int32_t>(scale));
    }
  }
  // Almost every other double has its shortest form in 15 to 17 digits; the denormal ones in fewer.
  const bool normal = std::fabs(value) >= std::numeric_limits<double>::min();
  const ShortDigits shortest =
      digits_that_read_back(std::fabs(value), normal ? std::numeric_limits<double>::digits10 : 1);
  return fit(WideInteger(shortest.digits), -shortest.exponent, value < 0);
}

double Decimal::to_double() const {
  if (is_overflow()) return std::numeric_limits<double>::infinity();
  // Powers of ten up to 10^22 and integers up to 2^53 are exact doubles, so one operation rounds once.
  if (is_word() && (lo_ >> 53) == 0 && scale_ > -kDoublePowerCount && scale_ < kDoublePowerCount) {
    const auto whole = static_cast<double>(to_signed());
    return scale_ >= 0 ? whole / kDoublePowers[scale_] : whole * kDoublePowers[-scale_];
  }
  const double magnitude = nearest_double(coefficient(), -scale_);
  return negative_ ? -magnitude : magnitude;
}

/// Writes the coefficient's digits and returns their count.
std::size_t Decimal::write_digits(char* out) const {
  if (is_word()) return static_cast<std::size_t>(std::to_chars(out, out + kDigits, lo_).ptr - out);
  constexpr std::uint32_t kChunk = 1'000'000'000;
  constexpr std::size_t kChunkDigits = 9;
  WideInteger rest = coefficient();
  const auto size = static_cast<std::size_t>(rest.digits());
  std::size_t at = size;
  while (at > 0) {
    std::uint32_t chunk = rest.divide_small(kChunk);
    for (std::size_t i = 0; i < kChunkDigits && at > 0; ++i, chunk /= 10) {
      out[--at] = static_cast<char>('0' + chunk % 10);
    }
  }
  return size;
}

std::size_t Decimal::write(char* out) const {
  if (is_overflow()) {
    constexpr std::string_view kTooBig = "#Too Big!";
    std::memcpy(out, kTooBig.data(), kTooBig.size());
    return kTooBig.size();
  }
  if (is_zero()) {
    *out = '0';
    return 1;
  }
  char digits[kDigits];
  std::size_t size = write_digits(digits);
  std::int32_t scale = scale_;
  for (; scale > 0 && digits[size - 1] == '0'; --scale) --size;

  char* end = out;
  const auto put = [&end](const char* from, std::size_t count) {
    std::memcpy(end, from, count);
    end += count;
  };
  const auto put_zeros = [&end](std::int32_t count) { end = std::fill_n(end, count, '0'); };
  if (negative_) *end++ = '-';
  const std::int32_t whole = static_cast<std::int32_t>(size) - scale;  // digits before the point
  if (scale <= 0) {
    put(digits, size);
    put_zeros(-scale);
  } else if (whole > 0) {
    put(digits, static_cast<std::size_t>(whole));
    *end++ = '.';
    put(digits + whole, static_cast<std::size_t>(scale));
  } else {
    put("0.", 2);
    put_zeros(-whole);
    put(digits, size);
  }
  return static_cast<std::size_t>(end - out);
}

std::string Decimal::to_string() const {
  char buffer[kMaxChars];
  return std::string(buffer, write(buffer));
}

}  // namespace presave
