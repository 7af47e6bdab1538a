// Source text to tree.
#pragma once

#include <optional>
#include <string_view>

#include "engine/syntax/diagnostic.h"
#include "engine/syntax/tree.h"

namespace presave::syntax {

/// Parses one formula. Without a tree, `diagnostics` has got the reason: the first syntax error, in
/// Salesforce's wording, with its position and, for the famous traps, a hint; and the first one of each further
/// argument of a function where it is certain what belongs to it. Linear in the source; bounded by
/// limits::kFormulaCharacters and kFormulaDepth.
/// Precedence, low to high: || && (= <>) (< > <= >=) (+ - &) ^ (* /) prefix: '^' binds looser than '*'.
std::optional<Tree> parse(std::string_view source, Diagnostics& diagnostics);

}  // namespace presave::syntax
