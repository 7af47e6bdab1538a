#include "cli/seen_keys.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/base/sha256.h"

namespace presave::cli {

KeyDigest digest_of(std::string_view key) {
  Sha256 hash;
  hash.add(key);
  const std::array<std::uint32_t, 8> words = hash.words();
  return {{words[0], words[1], words[2]}};
}

std::uint64_t SeenKeys::first_line(const KeyDigest& key, std::uint64_t line) {
  Slot& found = place_of(key);
  if (found.line != 0) return found.line;
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  found = {key, static_cast<std::uint32_t>(std::min(line, kMost))};
  if (++taken_ * 4 > slots_.size() * 3) grow();
  return 0;
}

/// The key's slot, or the free one where it belongs.
SeenKeys::Slot& SeenKeys::place_of(const KeyDigest& key) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (std::uint64_t{key.words[0]} << 32 | key.words[1]) & mask;
  while (slots_[at].line != 0 && slots_[at].key != key) at = (at + 1) & mask;
  return slots_[at];
}

void SeenKeys::grow() {
  const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
  for (const Slot& slot : before) {
    if (slot.line != 0) place_of(slot.key) = slot;
  }
}

}  // namespace presave::cli
