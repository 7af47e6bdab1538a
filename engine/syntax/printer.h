// Tree to source text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/syntax/tree.h"

namespace presave::syntax {

/// The formula in its canonical spelling: single blanks around binary operators and after commas, only the
/// parentheses that are needed, function names and literals in capitals, texts in double quotes, plain numbers.
/// Formulas that differ in nothing else print the same, and the text parses to the same tree again; it may be
/// longer than the source, and so pass limits::kFormulaCharacters. Linear in the tree, without recursion.
std::string print(const Tree& tree);

/// The same for the part of the formula below one node.
std::string print(const Tree& tree, NodeIndex node);

/// Where a printed text names a node: at its field, literal, function name or operator.
struct Mark {
  NodeIndex node = 0;
  std::size_t offset = 0;  ///< in bytes
};

/// The same, and adds a mark for each node, in the order of the text.
std::string print(const Tree& tree, NodeIndex node, std::vector<Mark>& marks);

}  // namespace presave::syntax
