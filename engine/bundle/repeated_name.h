// Finds members of one name. A document must not have two in one object; a record's fields are the same in upper and
// lower case, too.
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

/// The later one of two members, where there are two.
struct RepeatedNames {
  std::optional<std::size_t> same;      ///< of exactly one name
  std::optional<std::size_t> but_case;  ///< of names that only differ in upper and lower case
};

/// Looks no further than the first two of exactly one name. Linear for objects of usual size.
inline RepeatedNames repeated_names(std::span<const Member> members) {
  RepeatedNames found;
  // Whether the search is over.
  const auto meet = [&](std::size_t earlier, std::size_t later) {
    const std::string_view name = members[later].name;
    if (!NocaseEqual()(members[earlier].name, name)) return false;
    const bool same = members[earlier].name == name;
    (same ? found.same : found.but_case) = later;
    return same;
  };
  constexpr std::size_t kFew = 64;
  if (members.size() <= kFew) {
    // Names that share a place in the table are compared one by one; most have their own.
    constexpr std::size_t kPlaces = 256;
    std::uint8_t newest[kPlaces] = {};  // 1 + the last member of that place
    std::uint8_t older[kFew] = {};      // the same for the one before it
    for (std::size_t i = 0; i < members.size(); ++i) {
      std::uint8_t& last = newest[NocaseHash()(members[i].name) % kPlaces];
      for (std::uint8_t other = last; other != 0; other = older[other - 1]) {
        if (meet(other - 1u, i)) return found;
      }
      older[i] = last;
      last = static_cast<std::uint8_t>(i + 1);
    }
    return found;
  }
  std::vector<std::size_t> sorted(members.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) sorted[i] = i;
  std::sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) {
    const int nocase = compare_ascii_nocase(members[a].name, members[b].name);
    if (nocase != 0) return nocase < 0;
    const int order = members[a].name.compare(members[b].name);
    return order != 0 ? order < 0 : a < b;
  });
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (meet(sorted[i - 1], sorted[i])) return found;
  }
  return found;
}

}  // namespace presave::json
