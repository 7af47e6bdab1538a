// Strict decoding: overlong forms, surrogates and what lies beyond U+10FFFF are not UTF-8.
#include "engine/regex/utf8_text.h"

namespace presave::regex {
namespace {

struct Lead {
  std::size_t length;
  char32_t bits;
  char32_t least;  ///< smallest character that may be spelled this long
};

Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07u, 0x10000};
  return {0, 0, 0};
}

}  // namespace

char32_t decode(std::string_view text, std::size_t& offset) {
  constexpr char32_t kReplacement = 0xFFFD;
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80) {
    ++offset;
    return first;
  }
  const Lead lead = lead_of(first);
  const std::size_t start = offset++;
  if (lead.length == 0 || text.size() - start < lead.length) return kReplacement;
  char32_t character = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    const auto byte = static_cast<unsigned char>(text[start + i]);
    if ((byte & 0xC0u) != 0x80) return kReplacement;
    character = character << 6 | (byte & 0x3Fu);
  }
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (character < lead.least || surrogate || character > 0x10FFFF) return kReplacement;
  offset = start + lead.length;
  return character;
}

}  // namespace presave::regex
