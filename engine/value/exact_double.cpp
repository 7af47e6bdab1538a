#include "engine/value/exact_double.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

namespace presave {
namespace {

/// A positive double is mantissa * 2^exponent.
struct Binary {
  std::uint64_t mantissa;
  int exponent;
};

std::uint64_t bits_of(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}
double double_of(std::uint64_t bits) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

constexpr int kMantissaBits = 52;
constexpr int kSmallestExponent = -1074;

Binary binary_of(double value) {
  const std::uint64_t bits = bits_of(value);
  const auto field = static_cast<int>(bits >> kMantissaBits);
  const std::uint64_t fraction = bits & ((std::uint64_t{1} << kMantissaBits) - 1);
  if (field == 0) return {fraction, kSmallestExponent};
  return {fraction | std::uint64_t{1} << kMantissaBits, kSmallestExponent + field - 1};
}

/// As large as comparing the smallest double with the largest Decimal asks for: 10^440 times 64 bits.
class Big {
 public:
  explicit Big(std::uint64_t value) {
    limbs_[0] = static_cast<std::uint32_t>(value);
    limbs_[1] = static_cast<std::uint32_t>(value >> 32);
    size_ = 2;
    trim();
  }
  explicit Big(const WideInteger& value) {
    for (std::size_t i = 0; i < WideInteger::kLimbs / 2; ++i) {
      limbs_[2 * i] = static_cast<std::uint32_t>(value.word(i));
      limbs_[2 * i + 1] = static_cast<std::uint32_t>(value.word(i) >> 32);
    }
    size_ = WideInteger::kLimbs;
    trim();
  }

  bool is_zero() const { return size_ == 0; }

  void multiply(std::uint32_t factor) {
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      carry += std::uint64_t{limbs_[i]} * factor;
      limbs_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) limbs_[size_++] = static_cast<std::uint32_t>(carry);
  }

  void multiply_power_of_ten(int exponent) {
    constexpr std::uint32_t kNine = 1'000'000'000;
    for (; exponent >= 9; exponent -= 9) multiply(kNine);
    for (; exponent > 0; --exponent) multiply(10);
  }

  void shift_left(int bits) {
    const auto whole = static_cast<std::size_t>(bits) / 32;
    multiply(std::uint32_t{1} << (bits % 32));
    if (whole == 0 || size_ == 0) return;
    std::copy_backward(limbs_.begin(), at(size_), at(size_ + whole));
    std::fill(limbs_.begin(), at(whole), 0u);
    size_ += whole;
  }

  /// `other` must not be larger.
  void subtract(const Big& other) {
    std::int64_t borrow = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      borrow += std::int64_t{limbs_[i]} - other.limbs_[i];
      limbs_[i] = static_cast<std::uint32_t>(borrow);
      borrow >>= 32;
    }
    trim();
  }

  /// -1, 0 or 1.
  int compare(const Big& other) const {
    if (size_ != other.size_) return size_ < other.size_ ? -1 : 1;
    for (std::size_t i = size_; i-- > 0;) {
      if (limbs_[i] != other.limbs_[i]) return limbs_[i] < other.limbs_[i] ? -1 : 1;
    }
    return 0;
  }

 private:
  static constexpr std::size_t kLimbs = 56;
  using Limbs = std::array<std::uint32_t, kLimbs>;

  Limbs::iterator at(std::size_t index) { return limbs_.begin() + static_cast<std::ptrdiff_t>(index); }
  void trim() {
    while (size_ > 0 && limbs_[size_ - 1] == 0) --size_;
  }

  Limbs limbs_{};  // least significant first; zero from size_ on
  std::size_t size_ = 0;
};

/// Compares coefficient * 10^exponent with the middle between a double and the one above it.
int compare_with_middle(const Big& coefficient, int exponent, double below) {
  const Binary binary = binary_of(below);
  Big number = coefficient;
  Big middle(2 * binary.mantissa + 1);
  const int shift = binary.exponent - 1;
  if (exponent >= 0) number.multiply_power_of_ten(exponent);
  else middle.multiply_power_of_ten(-exponent);
  if (shift >= 0) middle.shift_left(shift);
  else number.shift_left(-shift);
  return number.compare(middle);
}

/// A few units in the last place off at most.
double rough_double(const WideInteger& coefficient, int exponent) {
  constexpr double kWord = 18446744073709551616.0;  // 2^64
  double value = (static_cast<double>(coefficient.word(2)) * kWord + static_cast<double>(coefficient.word(1))) * kWord +
                 static_cast<double>(coefficient.word(0));
  for (; exponent >= 22; exponent -= 22) value *= 1e22;
  for (; exponent > 0; --exponent) value *= 10;
  for (; exponent <= -22; exponent += 22) value /= 1e22;
  for (; exponent < 0; ++exponent) value /= 10;
  return std::min(value, std::numeric_limits<double>::max());
}

/// The digits of a double one by one, from the first that is not zero.
class DigitSource {
 public:
  explicit DigitSource(double value) : rest_(binary_of(value).mantissa), unit_(1) {
    const Binary binary = binary_of(value);
    const int log2 = 63 - std::countl_zero(binary.mantissa) + binary.exponent;
    // At most one too small: log10(2) lies between these.
    exponent_ = log2 >= 0 ? log2 * 30102 / 100000 : log2 * 30103 / 100000 - 1;
    if (binary.exponent >= 0) rest_.shift_left(binary.exponent);
    else unit_.shift_left(-binary.exponent);
    if (exponent_ >= 0) unit_.multiply_power_of_ten(exponent_);
    else rest_.multiply_power_of_ten(-exponent_);
    for (Big next = unit_; next.multiply(10), rest_.compare(next) >= 0; ++exponent_) unit_ = next;
  }

  /// Of the first digit.
  int exponent() const { return exponent_; }

  unsigned next() {
    unsigned digit = 0;
    for (; rest_.compare(unit_) >= 0; ++digit) rest_.subtract(unit_);
    rest_.multiply(10);
    return digit;
  }
  bool at_end() const { return rest_.is_zero(); }

 private:
  Big rest_;
  Big unit_;
  int exponent_ = 0;
};

constexpr int kMostDigits = std::numeric_limits<double>::max_digits10;

/// The first digits of a double, and what follows them.
struct Expansion {
  std::array<unsigned, kMostDigits + 1> digits{};
  bool more = false;  ///< not zero behind them
  int exponent = 0;

  explicit Expansion(double value) {
    DigitSource source(value);
    exponent = source.exponent();
    for (unsigned& digit : digits) digit = source.next();
    more = !source.at_end();
  }

  /// To `count` digits, halves to the even one.
  ShortDigits rounded(int count) const {
    const auto kept = static_cast<std::size_t>(count);
    ShortDigits out{0, exponent - count + 1};
    std::uint64_t limit = 1;
    for (std::size_t i = 0; i < kept; ++i, limit *= 10) out.digits = out.digits * 10 + digits[i];
    const bool beyond = more || std::any_of(digits.begin() + count + 1, digits.end(), [](unsigned d) { return d != 0; });
    const bool odd = (out.digits & 1) != 0;
    if (digits[kept] > 5 || (digits[kept] == 5 && (beyond || odd))) ++out.digits;
    if (out.digits == limit) out = {limit / 10, out.exponent + 1};
    return out;
  }
};

}  // namespace

double nearest_double(const WideInteger& coefficient, int exponent) {
  if (coefficient.is_zero()) return 0;
  const Big exact(coefficient);
  std::uint64_t bits = bits_of(rough_double(coefficient, exponent));
  while (bits != bits_of(std::numeric_limits<double>::infinity())) {
    const int above = compare_with_middle(exact, exponent, double_of(bits));
    if (above < 0 || (above == 0 && (bits & 1) == 0)) break;
    ++bits;
    if (above == 0) return double_of(bits);
  }
  for (; bits > 0; --bits) {
    const int below = compare_with_middle(exact, exponent, double_of(bits - 1));
    if (below > 0 || (below == 0 && (bits & 1) == 0)) break;
  }
  return double_of(bits);
}

ShortDigits digits_that_read_back(double value, int fewest) {
  const Expansion expansion(value);
  for (int count = fewest; count < kMostDigits; ++count) {
    const ShortDigits candidate = expansion.rounded(count);
    if (nearest_double(WideInteger(candidate.digits), candidate.exponent) == value) return candidate;
  }
  return expansion.rounded(kMostDigits);
}

}  // namespace presave
