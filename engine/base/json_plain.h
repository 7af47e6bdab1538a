// Which bytes stand for themselves in a JSON string (RFC 8259, section 7): all but its end, escapes and control
// characters. Looked at eight at a time, since records and outcomes are little but short strings.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace presave {

/// How many bytes are looked at in one go.
inline constexpr std::size_t kPlainStep = sizeof(std::uint64_t);

/// How many of the next kPlainStep bytes stand before the first that does not stand for itself.
inline std::size_t plain_bytes(const char* at) {
  static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
  constexpr std::uint64_t kOnes = 0x0101010101010101u;
  constexpr std::uint64_t kHighs = 0x80 * kOnes;
  std::uint64_t bytes;
  std::memcpy(&bytes, at, kPlainStep);
  // Exact for the first one, which is all that counts: a borrow only reaches the bytes behind it.
  const auto zeros = [](std::uint64_t word) { return (word - kOnes) & ~word; };
  const std::uint64_t special = zeros(bytes ^ '"' * kOnes) | zeros(bytes ^ '\\' * kOnes) | ((bytes - 0x20 * kOnes) & ~bytes);
  return static_cast<std::size_t>(std::countr_zero(special & kHighs)) / 8;  // of zero: 64 / 8
}

constexpr bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

/// How many bytes of a text stand before the first that does not stand for itself.
inline std::size_t plain_prefix(std::string_view text) {
  std::size_t size = 0;
  while (text.size() - size >= kPlainStep) {
    const std::size_t step = plain_bytes(text.data() + size);
    size += step;
    if (step < kPlainStep) return size;
  }
  while (size < text.size() && is_plain(text[size])) ++size;
  return size;
}

}  // namespace presave
