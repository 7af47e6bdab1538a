#include "engine/value/wide_integer.h"

#include <algorithm>
#include <bit>

namespace presave {
namespace {

constexpr std::uint32_t kBillion = 1'000'000'000;
constexpr int kBillionDigits = 9;
constexpr std::array<std::uint32_t, kBillionDigits + 1> kSmallPowers = {
    1, 10, 100, 1000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, kBillion};

constexpr std::uint32_t small_power(int exponent) {
  return kSmallPowers[static_cast<std::size_t>(exponent)];
}

/// 10^0, 10^1 and so on, to count digits with one comparison.
constexpr std::array<WideInteger, WideInteger::kMaxDigits + 1> kPowersOfTen = [] {
  std::array<WideInteger, WideInteger::kMaxDigits + 1> powers{WideInteger(1)};
  for (std::size_t i = 1; i < powers.size(); ++i) {
    powers[i] = powers[i - 1];
    powers[i].multiply_add(10, 0);
  }
  return powers;
}();

}  // namespace

int WideInteger::compare(const WideInteger& other) const {
  if (size_ != other.size_) return size_ < other.size_ ? -1 : 1;
  for (std::size_t i = size_; i-- > 0;) {
    if (limbs_[i] != other.limbs_[i]) return limbs_[i] < other.limbs_[i] ? -1 : 1;
  }
  return 0;
}

int WideInteger::digits() const {
  if (size_ == 0) return 0;
  const int bits = static_cast<int>(32 * size_) - std::countl_zero(limbs_[size_ - 1]);
  const int estimate = (bits * 1233) >> 12;  // bits * log10(2): the count, or one less
  const bool reached = compare(kPowersOfTen[static_cast<std::size_t>(estimate)]) >= 0;
  return reached ? estimate + 1 : estimate;
}

void WideInteger::add(const WideInteger& other) {
  const std::size_t count = std::max(size_, other.size_);
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < count; ++i) {
    carry += static_cast<std::uint64_t>(limbs_[i]) + other.limbs_[i];
    limbs_[i] = low(carry);
    carry >>= 32;
  }
  size_ = count;
  if (carry != 0) limbs_[size_++] = low(carry);
}

void WideInteger::subtract(const WideInteger& other) {
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < size_; ++i) {
    const std::uint64_t difference = static_cast<std::uint64_t>(limbs_[i]) - other.limbs_[i] - borrow;
    limbs_[i] = low(difference);
    borrow = (difference >> 32) & 1;
  }
  trim();
}

void WideInteger::multiply_power_of_ten(int exponent) {
  for (; exponent >= kBillionDigits; exponent -= kBillionDigits) multiply_add(kBillion, 0);
  if (exponent > 0) multiply_add(small_power(exponent), 0);
}

WideInteger WideInteger::product(const WideInteger& a, const WideInteger& b) {
  WideInteger result;
  for (std::size_t i = 0; i < a.size_; ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < b.size_; ++j) {
      carry += static_cast<std::uint64_t>(a.limbs_[i]) * b.limbs_[j] + result.limbs_[i + j];
      result.limbs_[i + j] = low(carry);
      carry >>= 32;
    }
    if (carry != 0) result.limbs_[i + b.size_] = low(carry);
  }
  result.size_ = std::min(a.size_ + b.size_, kLimbs);
  result.trim();
  return result;
}

std::uint32_t WideInteger::divide_small(std::uint32_t divisor) {
  std::uint64_t remainder = 0;
  for (std::size_t i = size_; i-- > 0;) {
    const std::uint64_t part = (remainder << 32) | limbs_[i];
    limbs_[i] = low(part / divisor);
    remainder = part % divisor;
  }
  trim();
  return low(remainder);
}

bool WideInteger::divide_power_of_ten(int exponent) {
  bool inexact = false;
  for (; exponent >= kBillionDigits && size_ > 0; exponent -= kBillionDigits)
    inexact |= divide_small(kBillion) != 0;
  if (exponent > 0 && size_ > 0)
    inexact |= divide_small(small_power(std::min(exponent, kBillionDigits))) != 0;
  return inexact;
}

WideInteger WideInteger::shifted_left(unsigned bits) const {
  WideInteger result = *this;
  if (bits == 0) return result;
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < size_; ++i) {
    carry |= static_cast<std::uint64_t>(limbs_[i]) << bits;
    result.limbs_[i] = low(carry);
    carry >>= 32;
  }
  if (carry != 0) result.limbs_[result.size_++] = low(carry);
  return result;
}

void WideInteger::shift_right(unsigned bits) {
  if (bits == 0) return;
  for (std::size_t i = 0; i < size_; ++i) {
    const std::uint64_t above = i + 1 < size_ ? limbs_[i + 1] : 0;
    limbs_[i] = low(((above << 32) | limbs_[i]) >> bits);
  }
  trim();
}

// Long division in base 2^32 (Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D).
WideInteger::Division WideInteger::divide(const WideInteger& dividend, const WideInteger& divisor) {
  Division result;
  if (divisor.size_ == 1) {
    result.quotient = dividend;
    result.remainder = WideInteger(result.quotient.divide_small(divisor.limbs_[0]));
    return result;
  }
  if (dividend.compare(divisor) < 0) {
    result.remainder = dividend;
    return result;
  }
  // With the divisor's top bit set, a digit guessed from two limbs is at most 2 too large.
  const auto shift = static_cast<unsigned>(std::countl_zero(divisor.limbs_[divisor.size_ - 1]));
  const WideInteger v = divisor.shifted_left(shift);
  WideInteger u = dividend.shifted_left(shift);
  const std::size_t n = v.size_;
  for (std::size_t j = dividend.size_ - n + 1; j-- > 0;) {
    const std::uint64_t top = (static_cast<std::uint64_t>(u.limbs_[j + n]) << 32) | u.limbs_[j + n - 1];
    std::uint64_t guess = top / v.limbs_[n - 1];
    std::uint64_t rest = top % v.limbs_[n - 1];
    while ((guess >> 32) != 0 || guess * v.limbs_[n - 2] > ((rest << 32) | u.limbs_[j + n - 2])) {
      --guess;
      rest += v.limbs_[n - 1];
      if ((rest >> 32) != 0) break;
    }
    std::uint64_t borrow = 0;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i <= n; ++i) {
      carry += i < n ? guess * v.limbs_[i] : 0;
      const std::uint64_t difference = static_cast<std::uint64_t>(u.limbs_[i + j]) - low(carry) - borrow;
      u.limbs_[i + j] = low(difference);
      borrow = (difference >> 32) & 1;
      carry >>= 32;
    }
    if (borrow != 0) {  // the guess was one too large: add the divisor back
      --guess;
      carry = 0;
      for (std::size_t i = 0; i < n; ++i) {
        carry += static_cast<std::uint64_t>(u.limbs_[i + j]) + v.limbs_[i];
        u.limbs_[i + j] = low(carry);
        carry >>= 32;
      }
      u.limbs_[j + n] += low(carry);
    }
    result.quotient.limbs_[j] = low(guess);
  }
  result.quotient.size_ = dividend.size_ - n + 1;
  result.quotient.trim();
  u.trim();
  u.shift_right(shift);
  result.remainder = u;
  return result;
}

}  // namespace presave
