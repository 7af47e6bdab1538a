// Set algebra over sorted ranges.
#include "engine/regex/char_set.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace presave::regex {

namespace {

bool begins_before(CharRange a, CharRange b) {
  return a.first < b.first;
}

/// Joins sorted ranges that touch or overlap.
void join_neighbours(std::vector<CharRange>& ranges) {
  std::size_t kept = 0;
  for (const CharRange range : ranges) {
    if (kept > 0 && range.first <= ranges[kept - 1].last + 1) {
      ranges[kept - 1].last = std::max(ranges[kept - 1].last, range.last);
    } else {
      ranges[kept++] = range;
    }
  }
  ranges.erase(ranges.begin() + static_cast<std::ptrdiff_t>(kept), ranges.end());
}

}  // namespace

CharSet::CharSet(std::vector<CharRange> ranges) : ranges_(std::move(ranges)) {
  std::sort(ranges_.begin(), ranges_.end(), begins_before);
  join_neighbours(ranges_);
}

bool CharSet::contains(char32_t character) const {
  const auto after = std::upper_bound(ranges_.begin(), ranges_.end(), character,
                                      [](char32_t c, CharRange range) { return c < range.first; });
  return after != ranges_.begin() && character <= std::prev(after)->last;
}

CharSet CharSet::united(const CharSet& other) const {
  CharSet both;
  both.ranges_.resize(ranges_.size() + other.ranges_.size());
  std::merge(ranges_.begin(), ranges_.end(), other.ranges_.begin(), other.ranges_.end(), both.ranges_.begin(),
             begins_before);
  join_neighbours(both.ranges_);
  return both;
}

CharSet CharSet::intersected(const CharSet& other) const {
  CharSet common;
  auto a = ranges_.begin();
  auto b = other.ranges_.begin();
  while (a != ranges_.end() && b != other.ranges_.end()) {
    const char32_t first = std::max(a->first, b->first);
    const char32_t last = std::min(a->last, b->last);
    if (first <= last) common.ranges_.push_back({first, last});
    if (a->last < b->last) ++a;
    else ++b;
  }
  return common;
}

CharSet CharSet::negated() const {
  CharSet rest;
  char32_t next = 0;
  for (const CharRange range : ranges_) {
    if (range.first > next) rest.ranges_.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= kLastCharacter) rest.ranges_.push_back({next, kLastCharacter});
  return rest;
}

}  // namespace presave::regex
