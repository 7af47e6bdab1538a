// Text is stored as UTF-8 and behaves as UTF-16, the way Java's strings do: lengths, positions and order
// count UTF-16 units. All text here is valid UTF-8; what comes from outside passes valid_utf8_prefix first.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace presave {

/// Bytes of the longest valid UTF-8 prefix; the whole size when the text is valid.
std::size_t valid_utf8_prefix(std::string_view bytes);
inline bool is_valid_utf8(std::string_view bytes) {
  return valid_utf8_prefix(bytes) == bytes.size();
}

/// Length in UTF-16 units: 2 for a character outside the Basic Multilingual Plane.
std::size_t utf16_length(std::string_view text);

/// Byte offset where the `units`-th UTF-16 unit (from 0) begins, or the text's size when there are fewer. A
/// position in the middle of a surrogate pair is moved to the start of the character.
std::size_t utf16_offset(std::string_view text, std::size_t units);

/// `count` UTF-16 units from unit `first` (from 0) on, cut at the text's end. Half of a surrogate pair cannot
/// stand in UTF-8: a pair cut in two at either end is left out.
std::string_view utf16_substring(std::string_view text, std::size_t first, std::size_t count);

/// The text, or its first `most` UTF-16 units and "…" where it is longer: for messages.
std::string shortened(std::string_view text, std::size_t most);

/// UTF-16 units before a byte offset.
inline std::size_t utf16_units_before(std::string_view text, std::size_t offset) {
  return utf16_length(text.substr(0, offset));
}

/// -1, 0 or 1: order of UTF-16 units, as Java's String.compareTo.
int compare_utf16(std::string_view a, std::string_view b);

/// Decodes the character at `offset` of valid text and moves `offset` behind it.
char32_t decode_utf8(std::string_view text, std::size_t& offset);

/// Writes one character's UTF-8 into `out` (room for 4) and returns its length. `character` is a Unicode
/// scalar value.
std::size_t encode_utf8(char32_t character, char* out);

}  // namespace presave
