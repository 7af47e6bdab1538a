// Text as characters: what both the parser and the matcher walk over.
#pragma once

#include <cstddef>
#include <string_view>

namespace presave::regex {

/// The character at `offset`, which moves behind it. A byte that is not UTF-8 gives U+FFFD.
char32_t decode(std::string_view text, std::size_t& offset);

}  // namespace presave::regex
