// The conditions of a formula, and which of their sides a run has shown: what coverage counts.
#pragma once

#include <string>
#include <vector>

#include "engine/explain/formula.h"
#include "engine/run/trace.h"

namespace presave::explain {

/// What must be seen of a part of the formula.
enum class Side : std::uint8_t {
  kTrue,
  kFalse,   ///< FALSE or blank, which AND, OR and IF do not tell apart
  kBranch,  ///< of CASE: the result at `branch` was chosen
};

/// One thing that tests should show.
struct Goal {
  syntax::NodeIndex node = 0;  ///< the condition; of kBranch the CASE
  Side side = Side::kTrue;
  std::uint32_t branch = 0;    ///< of kBranch: the case's place, from 0; the last is "otherwise"
  syntax::NodeIndex shown = 0; ///< the part of the formula that stands for the goal: the condition, or the case
};

/// Every goal of a formula: the whole formula, each operand of AND and OR and each test of IF both TRUE and FALSE; each
/// branch of CASE. Literals are not counted, for they never change.
std::vector<Goal> goals_of(const Formula& formula);

/// Whether the run shows the goal.
bool shows(const Formula& formula, const run::Trace& trace, const Goal& goal);

}  // namespace presave::explain
