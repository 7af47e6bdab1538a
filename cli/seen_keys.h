// Which keys (external ids, record ids) a file has had so far.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace presave::cli {

/// 96 bits of a key's SHA-256: two keys of one file that have the same are less likely than a broken machine, a million
/// rows have it with a probability of 10^-17.
struct KeyDigest {
  std::array<std::uint32_t, 3> words{};

  bool operator==(const KeyDigest&) const = default;
};
KeyDigest digest_of(std::string_view key);

/// Takes 16 bytes a key, in a table that is at most three quarters full: 34 MB for a million keys.
class SeenKeys {
 public:
  SeenKeys() : slots_(kFirst) {}

  /// The line of the first row with this key, where there was one before; else 0, and `line` is kept as the first.
  std::uint64_t first_line(const KeyDigest& key, std::uint64_t line);

 private:
  static constexpr std::size_t kFirst = 1u << 12;  // a power of two, as all sizes of the table

  struct Slot {
    KeyDigest key;
    std::uint32_t line = 0;  // 0: free; lines past 32 bits are kept as the last that fits
  };

  Slot& place_of(const KeyDigest& key);
  void grow();

  std::vector<Slot> slots_;
  std::size_t taken_ = 0;
};

}  // namespace presave::cli
