// Counts work in steps that are the same on every machine: what is bounded by it ends at the same place natively and as
// WebAssembly, however fast either is.
#pragma once

#include <cstdint>

namespace presave {

/// One step is a few nanoseconds of native work.
class Meter {
 public:
  explicit Meter(std::uint64_t most) : most_(most) {}

  void spend(std::uint64_t steps) { done_ += steps; }
  /// Nothing more should be begun.
  bool is_spent() const { return done_ >= most_; }
  std::uint64_t left() const { return is_spent() ? 0 : most_ - done_; }
  /// Sets how much more may be spent.
  void allow(std::uint64_t steps) { most_ = done_ + steps; }

 private:
  std::uint64_t most_;
  std::uint64_t done_ = 0;
};

}  // namespace presave
