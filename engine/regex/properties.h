// The names that \p{...} knows, and the shorthand classes \d \w \s \h \v.
#pragma once

#include <string_view>
#include <variant>

#include "engine/regex/char_set.h"
#include "engine/regex/regex.h"

namespace presave::regex {

/// \d, \w and \s: ASCII, or Unicode's under (?U).
CharSet digit_characters(bool unicode);
CharSet word_characters(bool unicode);
CharSet space_characters(bool unicode);
CharSet horizontal_space_characters();  ///< \h
CharSet vertical_space_characters();    ///< \v

/// The flags that change what a property means.
struct PropertyFlags {
  bool ignore_case = false;    ///< (?i)
  bool unicode_class = false;  ///< (?U)
};

/// What stands between the braces of \p{...}, or the letter of \pL. The error has no position yet.
std::variant<CharSet, RegexError> named_property(std::string_view name, PropertyFlags flags);

}  // namespace presave::regex
