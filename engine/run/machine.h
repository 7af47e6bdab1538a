// Runs programs over a record.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/meter.h"
#include "engine/functions/context.h"
#include "engine/program/program.h"
#include "engine/value/arena.h"
#include "engine/value/value.h"

namespace presave::run {

/// One state of a record, as a program reads it: a value for each slot. A value of kind kNotLoaded is asked
/// for again through late(), which computes formula fields on demand.
class Fields {
 public:
  virtual ~Fields() = default;
  /// The value of a slot that holds none yet, or Value::not_loaded.
  virtual Value late(std::uint32_t slot) = 0;
  /// A traced program says the value of a node of its tree, in the order of evaluation.
  virtual void trace(std::uint32_t /*node*/, const Value& /*value*/) {}

  std::vector<Value> values;
  Fields* before = nullptr;  ///< the record before the save; null where there is no such thing
};

/// How an evaluation ended, besides its value.
struct Ending {
  Value value;                  ///< a value, a fault, or not_loaded
  std::uint32_t instruction = 0;///< where a fault arose or the missing slot was read
  bool host_needed = false;     ///< the host (functions::Host) did not answer, or only the org can
};

/// A stack machine. Keeps its memory between runs; a steady state allocates nothing. One per thread.
class Machine {
 public:
  explicit Machine(Arena& arena) : arena_(arena) {}

  /// From now on all work goes to the meter's account, and a run ends, not loaded, when that is spent.
  void count(Meter& meter) { meter_ = &meter; }
  /// Null where nobody counts.
  Meter* meter() const { return meter_; }

  /// The value of the program over `fields`; text in it lives in the arena, the record or the program. May be
  /// called again from Fields::late.
  Ending run(const program::Program& program, Fields& fields, const functions::Context& context) {
    return run(program, fields, context, arena_);
  }
  /// The same, but text that the program itself makes lives in `scratch`; the text of the formula fields that it
  /// reads outlives it.
  Ending run(const program::Program& program, Fields& fields, const functions::Context& context, Arena& scratch);

 private:
  Arena& arena_;
  Meter* meter_ = nullptr;
  std::vector<std::vector<Value>> stacks_;  // one for each level of large formula fields within large ones
  std::size_t level_ = 0;
};

}  // namespace presave::run
