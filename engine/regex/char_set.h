// A set of characters: sorted ranges that neither touch nor overlap. Everything a class can say (ranges,
// properties, union, intersection, negation, case) becomes one of these while a pattern is compiled.
#pragma once

#include <cstddef>
#include <vector>

namespace presave::regex {

inline constexpr char32_t kLastCharacter = 0x10FFFF;

/// Both ends belong to it.
struct CharRange {
  char32_t first;
  char32_t last;
  friend bool operator==(CharRange a, CharRange b) { return a.first == b.first && a.last == b.last; }
};

class CharSet {
 public:
  CharSet() = default;
  /// Ranges in any order, overlapping or not.
  explicit CharSet(std::vector<CharRange> ranges);
  static CharSet of(char32_t character) { return CharSet({{character, character}}); }
  static CharSet all() { return CharSet({{0, kLastCharacter}}); }

  const std::vector<CharRange>& ranges() const { return ranges_; }
  bool empty() const { return ranges_.empty(); }
  bool contains(char32_t character) const;

  CharSet united(const CharSet& other) const;
  CharSet intersected(const CharSet& other) const;
  CharSet negated() const;

  friend bool operator==(const CharSet& a, const CharSet& b) { return a.ranges_ == b.ranges_; }

 private:
  std::vector<CharRange> ranges_;
};

}  // namespace presave::regex
