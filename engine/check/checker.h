// Gives every node of a tree its type, every call its overload, every reference its slot; or says, all at
// once, what is wrong.
#pragma once

#include <vector>

#include "engine/check/scope.h"
#include "engine/functions/function.h"
#include "engine/syntax/diagnostic.h"
#include "engine/syntax/tree.h"

namespace presave::check {

/// Where a formula stands decides which functions it may use.
enum class Place : std::uint8_t { kValidationRule, kFormulaField, kButton };

/// What the formula as a whole must give.
struct Expected {
  TypeSet types = kAnyType;
  std::string_view name;  ///< in the message: "true or false", "Text"
};

/// What the checker found out about one node.
struct NodeFacts {
  Type type = Type::kNull;
  bool failed = false;  ///< a diagnostic was given for it or a part of it: what uses it says nothing more
  const functions::Row* row = nullptr;            ///< calls
  const functions::Overload* overload = nullptr;  ///< plain calls
  Reference reference{};                          ///< references
};

/// The facts of each node, by node index.
using Facts = std::vector<NodeFacts>;

/// Checks a whole tree. Adds to `diagnostics` what is wrong, at most limits::kFormulaDiagnostics; when it adds
/// nothing, the facts are complete and the tree can be compiled.
Facts check(const syntax::Tree& tree, Scope& scope, Place place, const Expected& expected,
            syntax::Diagnostics& diagnostics);

}  // namespace presave::check
