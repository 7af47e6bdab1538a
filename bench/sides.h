// The two sides of the race, each as one loop over all records: Presave's engine and the code written by
// hand. Not inlined, so that a profiler finds them by name (bench/race/instructions.mjs).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bench/by_hand.h"
#include "bench/race_input.h"
#include "engine/functions/context.h"
#include "engine/program/program.h"
#include "engine/run/machine.h"
#include "engine/syntax/diagnostic.h"

namespace presave::bench {

/// Presave: one machine over the records of a race.
class EngineSide {
 public:
  EngineSide(RaceInput& input, const functions::Context& context)
      : input_(input), context_(context), machine_(arena_) {}

  /// Parses, checks and compiles; none, with diagnostics, when the formula is wrong.
  std::optional<program::Program> compile(const RaceFormula& formula, syntax::Diagnostics& diagnostics) const;

  /// Runs the program over every record once. The sum of the results' kinds, so that no run can be left out.
  std::uint64_t evaluate_all(const program::Program& program);

  /// The result for each record, spelled as all sides of the race spell results.
  std::vector<std::string> results(const program::Program& program, Type type);

 private:
  RaceInput& input_;
  const functions::Context& context_;
  Arena arena_;
  run::Machine machine_;
};

/// The hand-written twins over the records of a race.
class HandSide {
 public:
  /// None when the records are not such as the twins are written for.
  static std::optional<HandSide> over(const RaceInput& input, const World& world);

  /// Runs the twin over every record once. A sum over the results.
  std::uint64_t evaluate_all(const ByHand& twin) const;

  std::vector<std::string> results(const ByHand& twin) const;

 private:
  explicit HandSide(const World& world) : world_(world) {}
  World world_;
  std::vector<Deal> deals_;
};

}  // namespace presave::bench
