// How tightly operators bind, loosest first: one table for the parser and the printer.
#pragma once

#include <array>
#include <string_view>

namespace presave::syntax {

inline constexpr int kLowestLevel = 1;
inline constexpr int kPrefixLevel = 8;   ///< - + NOT before an operand
inline constexpr int kPrimaryLevel = 9;  ///< literals, fields, calls, parentheses

/// The level of a binary operator in its canonical spelling, all of them left-associative; 0 for other text.
/// '^' binds looser than '*', as in Salesforce.
constexpr int binary_level(std::string_view op) {
  struct Level {
    std::string_view op;
    int level;
  };
  constexpr std::array kLevels = {Level{"||", 1}, Level{"&&", 2}, Level{"=", 3},  Level{"<>", 3}, Level{"<", 4},
                                  Level{">", 4},  Level{"<=", 4}, Level{">=", 4}, Level{"+", 5},  Level{"-", 5},
                                  Level{"&", 5},  Level{"^", 6},  Level{"*", 7},  Level{"/", 7}};
  for (const Level& known : kLevels) {
    if (known.op == op) return known.level;
  }
  return 0;
}

}  // namespace presave::syntax
