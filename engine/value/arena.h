// Where the text made during one evaluation lives: taken piece by piece, given back all at once.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/value/value.h"

namespace presave {

/// A bounded bump allocator. The first block is kept between evaluations, so a steady state allocates nothing.
class Arena {
 public:
  explicit Arena(std::size_t most_bytes = limits::kEvaluationBytes) : most_(most_bytes) {}

  /// `size` bytes that live until reset(), or nullptr past limits::kTextBytes or the arena's own bound.
  char* take(std::size_t size);
  /// A copy of `text` that lives until reset(); none past the bounds.
  std::optional<Text> copy(std::string_view text);
  /// Bytes taken since the last reset().
  std::size_t taken() const { return total_; }
  /// Forgets everything taken.
  void reset() {
    if (total_ != 0) forget();
  }

 private:
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };
  void forget();

  std::size_t most_;
  std::vector<Block> blocks_;
  std::size_t used_ = 0;   // of the last block
  std::size_t total_ = 0;  // taken since reset
};

}  // namespace presave
