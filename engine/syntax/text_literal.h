// What a text in quotes stands for, and where each of its bytes was written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace presave::syntax {

/// The text that a literal stands for. Only \" and \\ are translated; \n, \t, \r and \' stay two characters
/// (a regex reads them as escapes). `quoted` is a whole literal as the lexer accepts it, with its quotes.
std::string unescaped(std::string_view quoted);

/// Where in `quoted` the byte stands that is at `position` of the unescaped text; at the text's end that is
/// the closing quote.
std::size_t position_in_literal(std::string_view quoted, std::size_t position);

}  // namespace presave::syntax
