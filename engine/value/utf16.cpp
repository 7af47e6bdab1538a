#include "engine/value/utf16.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace presave {
namespace {

constexpr char32_t kFirstSupplementary = 0x10000;

std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

/// ASCII bytes from `at` on, counted in steps of eight.
std::size_t ascii_run(std::string_view text, std::size_t at) {
  const std::size_t start = at;
  std::uint64_t word = 0;
  for (; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  return at - start;
}

/// Bytes of the character that begins with `lead`, in valid text.
std::size_t length_of(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

bool is_continuation(std::uint8_t byte) {
  return (byte & 0xC0) == 0x80;
}

/// Bytes of a well-formed character of more than one byte at `at`, or 0 (Unicode, table 3-7).
std::size_t well_formed(std::string_view bytes, std::size_t at) {
  const std::uint8_t lead = byte_at(bytes, at);
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = length_of(lead);
  if (bytes.size() - at < length) return 0;
  std::uint8_t lowest = 0x80;
  std::uint8_t highest = 0xBF;
  if (lead == 0xE0) lowest = 0xA0;   // no longer form of what fits two bytes
  if (lead == 0xED) highest = 0x9F;  // no surrogates
  if (lead == 0xF0) lowest = 0x90;   // no longer form of what fits three
  if (lead == 0xF4) highest = 0x8F;  // nothing above U+10FFFF
  const std::uint8_t second = byte_at(bytes, at + 1);
  if (second < lowest || second > highest) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_continuation(byte_at(bytes, at + i))) return 0;
  }
  return length;
}

/// A place between two characters: in bytes and in UTF-16 units.
struct Place {
  std::size_t offset = 0;
  std::size_t units = 0;
};

/// The last place that is not behind unit `units`.
Place advance(std::string_view text, Place place, std::size_t units) {
  while (place.units < units && place.offset < text.size()) {
    const std::size_t ascii = std::min(ascii_run(text, place.offset), units - place.units);
    if (ascii > 0) {
      place.offset += ascii;
      place.units += ascii;
      continue;
    }
    const std::size_t length = length_of(byte_at(text, place.offset));
    const std::size_t width = length == 4 ? 2 : 1;
    if (place.units + width > units) break;
    place.offset += length;
    place.units += width;
  }
  return place;
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    at += ascii_run(bytes, at);
    if (at == bytes.size()) break;
    const std::size_t length = byte_at(bytes, at) < 0x80 ? 1 : well_formed(bytes, at);
    if (length == 0) break;
    at += length;
  }
  return at;
}

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    units += static_cast<std::size_t>(!is_continuation(byte)) + static_cast<std::size_t>(byte >= 0xF0);
  }
  return units;
}

std::size_t utf16_offset(std::string_view text, std::size_t units) {
  return advance(text, {}, units).offset;
}

std::string_view utf16_substring(std::string_view text, std::size_t first, std::size_t count) {
  Place begin = advance(text, {}, first);
  if (begin.offset == text.size()) return {};
  if (begin.units < first) {  // in the middle of a pair: its second half is left out
    if (count == 0) return {};
    begin = {begin.offset + 4, begin.units + 2};
    --count;
  }
  const std::size_t last = count > text.size() ? begin.units + text.size() : begin.units + count;
  return text.substr(begin.offset, advance(text, begin, last).offset - begin.offset);
}

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most || utf16_length(text) <= most) return std::string(text);
  return std::string(utf16_substring(text, 0, most)) + "…";
}

int compare_utf16(std::string_view a, std::string_view b) {
  const std::size_t common = std::min(a.size(), b.size());
  const auto [left, right] =
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(common), b.begin());
  const auto at = static_cast<std::size_t>(left - a.begin());
  if (at == common) return (a.size() > b.size()) - (a.size() < b.size());
  // UTF-8 sorts by code point. UTF-16 differs in one thing: supplementary characters (lead bytes F0 to F4)
  // are surrogates there, and stand before U+E000 to U+FFFF (lead bytes EE and EF).
  const auto rank = [](std::uint8_t byte) { return byte == 0xEE || byte == 0xEF ? byte + 0x100 : int{byte}; };
  return rank(byte_at(a, at)) < rank(byte_at(b, at)) ? -1 : 1;
}

char32_t decode_utf8(std::string_view text, std::size_t& offset) {
  const std::uint8_t lead = byte_at(text, offset);
  const std::size_t length = length_of(lead);
  constexpr char32_t kPayload[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t character = lead & kPayload[length];
  for (std::size_t i = 1; i < length; ++i) character = character << 6 | (byte_at(text, offset + i) & 0x3FU);
  offset += length;
  return character;
}

std::size_t encode_utf8(char32_t character, char* out) {
  const auto tail = [character](int shift) { return static_cast<char>(0x80 | (character >> shift & 0x3F)); };
  if (character < 0x80) {
    out[0] = static_cast<char>(character);
    return 1;
  }
  if (character < 0x800) {
    out[0] = static_cast<char>(0xC0 | character >> 6);
    out[1] = tail(0);
    return 2;
  }
  if (character < kFirstSupplementary) {
    out[0] = static_cast<char>(0xE0 | character >> 12);
    out[1] = tail(6);
    out[2] = tail(0);
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | character >> 18);
  out[1] = tail(12);
  out[2] = tail(6);
  out[3] = tail(0);
  return 4;
}

}  // namespace presave
