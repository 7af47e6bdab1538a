// Finds two members of one name. Apart from the parser because a record's fields are compared without regard to case.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/bundle/json_reader.h"

namespace presave::json {

enum class Case : std::uint8_t { kMatters, kIsIgnored };

/// The later of two members with the same name; none when all differ. Linear for objects of usual size.
inline std::optional<std::size_t> repeated_name(std::span<const Member> members, Case letters = Case::kMatters) {
  const auto same = [&](std::string_view a, std::string_view b) {
    return a.size() == b.size() && (letters == Case::kMatters ? a == b : compare_ascii_nocase(a, b) == 0);
  };
  constexpr std::size_t kFew = 64;
  if (members.size() <= kFew) {
    // Names that share a place in the table are compared one by one; most have their own.
    constexpr std::size_t kPlaces = 256;
    std::uint8_t newest[kPlaces] = {};  // 1 + the last member of that place
    std::uint8_t older[kFew] = {};      // the same for the one before it
    for (std::size_t i = 0; i < members.size(); ++i) {
      const std::string_view name = members[i].name;
      std::uint8_t& last = newest[NocaseHash()(name) % kPlaces];
      for (std::uint8_t other = last; other != 0; other = older[other - 1]) {
        if (same(members[other - 1u].name, name)) return i;
      }
      older[i] = last;
      last = static_cast<std::uint8_t>(i + 1);
    }
    return std::nullopt;
  }
  std::vector<std::size_t> sorted(members.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) sorted[i] = i;
  const auto before = [&](std::size_t a, std::size_t b) {
    const std::string_view left = members[a].name;
    const std::string_view right = members[b].name;
    const int order = letters == Case::kMatters ? left.compare(right) : compare_ascii_nocase(left, right);
    return order != 0 ? order < 0 : a < b;
  };
  std::sort(sorted.begin(), sorted.end(), before);
  const auto twin = std::adjacent_find(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) {
    return same(members[a].name, members[b].name);
  });
  return twin == sorted.end() ? std::nullopt : std::optional(*(twin + 1));
}

}  // namespace presave::json
