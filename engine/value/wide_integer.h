// WideInteger: the unsigned integer of up to 320 bits in which Decimal works when a coefficient outgrows one
// word: the product of two 39-digit numbers, and the 80 digits that sums and quotients are aligned to. 32-bit
// limbs, because that is what WebAssembly multiplies best.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace presave {

/// An unsigned integer below 10^kMaxDigits. Operations must not leave that range; Decimal sees to it.
class WideInteger {
 public:
  static constexpr int kMaxDigits = 96;
  static constexpr std::size_t kLimbs = 10;

  constexpr WideInteger() = default;
  constexpr explicit WideInteger(std::uint64_t lo, std::uint64_t hi = 0, std::uint32_t top = 0)
      : limbs_{low(lo), high(lo), low(hi), high(hi), top}, size_(5) {
    trim();
  }

  constexpr bool is_zero() const { return size_ == 0; }
  /// Bits 64 * `index` and up, as one word.
  constexpr std::uint64_t word(std::size_t index) const {
    return limbs_[2 * index] | (static_cast<std::uint64_t>(limbs_[2 * index + 1]) << 32);
  }
  /// True when the number is below 2^(32 * limbs).
  constexpr bool fits(std::size_t limbs) const { return size_ <= limbs; }

  /// -1, 0 or 1.
  int compare(const WideInteger& other) const;
  /// Count of decimal digits; 0 for zero.
  int digits() const;

  void add(const WideInteger& other);
  /// `other` must not be larger.
  void subtract(const WideInteger& other);
  /// this * factor + addend
  constexpr void multiply_add(std::uint32_t factor, std::uint32_t addend) {
    std::uint64_t carry = addend;
    for (std::size_t i = 0; i < size_; ++i) {
      carry += static_cast<std::uint64_t>(limbs_[i]) * factor;
      limbs_[i] = low(carry);
      carry >>= 32;
    }
    if (carry != 0) limbs_[size_++] = low(carry);
  }
  void multiply_power_of_ten(int exponent);
  static WideInteger product(const WideInteger& a, const WideInteger& b);

  /// Divides by `divisor` and returns the remainder.
  std::uint32_t divide_small(std::uint32_t divisor);
  /// Divides by 10^exponent; true when the remainder is not zero.
  bool divide_power_of_ten(int exponent);

  struct Division;
  /// `divisor` must not be zero, `dividend` must be below 10^86 (normalizing takes one limb).
  static Division divide(const WideInteger& dividend, const WideInteger& divisor);

 private:
  static constexpr std::uint32_t low(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
  static constexpr std::uint32_t high(std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32); }
  constexpr void trim() {
    while (size_ > 0 && limbs_[size_ - 1] == 0) --size_;
  }
  WideInteger shifted_left(unsigned bits) const;
  void shift_right(unsigned bits);

  std::array<std::uint32_t, kLimbs> limbs_{};  // least significant first; zero from size_ on
  std::size_t size_ = 0;
};

struct WideInteger::Division {
  WideInteger quotient;
  WideInteger remainder;
};

}  // namespace presave
