// Tree to source text.
#pragma once

#include <string>

#include "engine/syntax/tree.h"

namespace presave::syntax {

/// The formula in its canonical spelling: single blanks around binary operators and after commas, only the
/// parentheses that are needed, function names and literals in capitals, texts in double quotes, plain numbers.
/// Formulas that differ in nothing else print the same, and the text parses to the same tree again; it may be
/// longer than the source, and so pass limits::kFormulaCharacters. Linear in the tree, without recursion.
std::string print(const Tree& tree);

/// The same for the part of the formula below one node.
std::string print(const Tree& tree, NodeIndex node);

}  // namespace presave::syntax
