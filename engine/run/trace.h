// The explaining run: a traced program over a record, with the value of every part of the formula.
#pragma once

#include <optional>
#include <vector>

#include "engine/run/machine.h"
#include "engine/syntax/tree.h"

namespace presave::run {

/// What one run of a traced program showed.
struct Trace {
  /// By node of the tree; none for parts that were not evaluated. Text in it lives as long as what the program made
  /// it in.
  std::vector<std::optional<Value>> values;
  Ending ending;
  /// Where the run could not go on: a fault, a field that is not loaded, an answer that only the org has.
  std::optional<syntax::NodeIndex> stopped_at;
};

/// Runs a traced program of a tree of `nodes` nodes. Gives the ending that the untraced program gives.
Trace run_traced(Machine& machine, const program::Program& program, std::size_t nodes, Fields& fields,
                 const functions::Context& context);

}  // namespace presave::run
