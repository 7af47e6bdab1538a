// Where a reader must look: 64 bytes at a time, in ordinary 64-bit registers, so that it is as quick in a
// page whose WebAssembly has no vectors. Apart, because bits say little and are easily wrong: a test asks the
// plain twin.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace presave::csv {

inline constexpr std::size_t kBlockBytes = 64;

/// Whether a reader must look at this byte: quotes, separators, line ends, NUL. The other control characters
/// up to 0x0D are among them because that is one comparison; a reader passes over them.
inline bool is_special(char c, char separator) {
  return static_cast<unsigned char>(c) < 0x0E || c == '"' || c == separator;
}

/// The plain twin: bit i is set where byte i is special. `count` is at most 64.
inline std::uint64_t special_bits_plain(const char* bytes, std::size_t count, char separator) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (is_special(bytes[i], separator)) bits |= std::uint64_t{1} << i;
  }
  return bits;
}

namespace swar {

inline constexpr std::uint64_t kOnes = 0x0101010101010101;
inline constexpr std::uint64_t kHighs = 0x8080808080808080;
inline constexpr std::uint64_t kLows = ~kHighs;

/// The high bit of each byte that is not zero, exactly: no byte carries into the next.
inline std::uint64_t not_zero(std::uint64_t word) {
  return ((word & kLows) + kLows) | word;
}

/// The high bit of each byte of `word` that is special.
inline std::uint64_t special(std::uint64_t word, std::uint64_t separators) {
  const std::uint64_t no_control = ((word & kLows) + kOnes * (0x80 - 0x0E)) | word;
  const std::uint64_t no_quote = not_zero(word ^ (kOnes * '"'));
  const std::uint64_t no_separator = not_zero(word ^ separators);
  return ~(no_control & no_quote & no_separator) & kHighs;
}

/// The eight high bits as the lowest byte, the first byte's bit lowest.
inline std::uint64_t gather(std::uint64_t highs) {
  return ((highs >> 7) * 0x0102040810204080) >> 56;
}

}  // namespace swar

/// Bit i is set where byte i of the block of kBlockBytes is special.
inline std::uint64_t special_bits(const char* block, char separator) {
  if constexpr (std::endian::native != std::endian::little) {
    return special_bits_plain(block, kBlockBytes, separator);
  }
  const std::uint64_t separators = swar::kOnes * static_cast<unsigned char>(separator);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kBlockBytes; i += sizeof bits) {
    std::uint64_t word = 0;
    std::memcpy(&word, block + i, sizeof word);
    bits |= swar::gather(swar::special(word, separators)) << i;
  }
  return bits;
}

}  // namespace presave::csv
