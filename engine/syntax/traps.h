// The famous mistakes of formula authors: what to try instead. Apart from the parser, which knows only what
// is wrong, not what was meant.
#pragma once

#include <string>
#include <string_view>

#include "engine/syntax/token.h"

namespace presave::syntax {

/// Two neighbouring tokens, of which the second is not what the grammar wants, and the source they stand in.
struct Stumble {
  std::string_view source;
  const Token& before;  ///< kEnd at the beginning of a formula
  const Token& at;
};

/// Where an operand was expected: "n => 5", "IF(b, , 2)". Empty when there is nothing to say.
std::string hint_for_operand(const Stumble& stumble);
/// Where a list or parenthesis was expected to close: "IF(b 1, 2)". `function` is the list's, or empty.
std::string hint_for_close(const Stumble& stumble, std::string_view function);
/// Where the formula was expected to end: "a OR b", "Start Date > d".
std::string hint_for_end(const Stumble& stumble);
/// For a character that begins no token, at the beginning of `rest`: "[", "%", a typographic quote.
std::string_view hint_for_character(std::string_view rest);

}  // namespace presave::syntax
